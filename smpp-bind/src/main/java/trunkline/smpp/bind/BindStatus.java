package trunkline.smpp.bind;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.session.BindResponse;
import trunkline.smpp.session.LinkLoss;

/**
 * How a bind stands, at one glance.
 *
 * @param since when it came into this state
 * @param lastLoss why there was no link the last time there was none; null if that never happened
 * @param peer what the SMSC answered to the last bind that it accepted; null if there was none
 * @param window what of the window is in use
 * @param counts every {@link BindCounter}, since the bind was made
 */
public record BindStatus(
        State state,
        Instant since,
        @Nullable LinkLoss lastLoss,
        @Nullable BindResponse peer,
        WindowUse window,
        Map<BindCounter, Long> counts) {

    /** Where the bind stands; the names are the metric's label and the log's value. */
    public enum State {
        WAITING,
        CONNECTING,
        BINDING,
        BOUND,
        DRAINING,
        UNBINDING,
        /**
         * The SMSC does not want the bind as it is: refused several times with a status that is fatal to it, or a submit was
         * answered with one. Nothing is tried any more before {@link SmscBind#retryNow}, so that no account is locked.
         */
        SUSPENDED,
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
