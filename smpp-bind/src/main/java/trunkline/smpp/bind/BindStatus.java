package trunkline.smpp.bind;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.session.LinkLoss;

/**
 * How a bind stands, at one glance.
 *
 * @param since when it came into this state
 * @param lastLoss why there was no link the last time there was none; null if that never happened
 * @param window what of the window is in use
 * @param counts every {@link BindCounter}, since the bind was made
 */
public record BindStatus(
        State state, Instant since, @Nullable LinkLoss lastLoss, WindowUse window, Map<BindCounter, Long> counts) {

    /** Where the bind stands; the names are the metric's label and the log's value. */
    public enum State {
        WAITING,
        CONNECTING,
        BINDING,
        BOUND,
        DRAINING,
        UNBINDING,
        STOPPED
    }

    /**
     * Use of the window.
     *
     * @param size permits there are
     * @param taken permits taken and not released
     * @param inFlight submit_sm sent and not answered
     */
    public record WindowUse(int size, int taken, int inFlight) {}
}
