package trunkline.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageId;

/**
 * A ladder and all that is known of it.
 *
 * @param id its name
 * @param account whose it is
 * @param clientReference what its sender calls it, or null
 * @param state its state
 * @param version counts its events
 * @param createdAtMicros when it was kept, microseconds since 1970 in UTC
 * @param updatedAtMicros when it last changed
 * @param started number of the last step that was begun
 * @param reached number of the step that reached what it was to, 0 for none
 * @param nextAtMicros when the next step is due; 0 once it has ended
 * @param steps in order
 */
public record LadderReport(
        MessageId id,
        long account,
        @Nullable String clientReference,
        LadderState state,
        int version,
        long createdAtMicros,
        long updatedAtMicros,
        int started,
        int reached,
        long nextAtMicros,
        List<Rung> steps) {

    /**
     * One of its steps.
     *
     * @param asked what was asked for
     * @param message that it became, and how far that is; null before, and if it became none
     * @param refused why it became none, or null
     */
    public record Rung(LadderStep asked, @Nullable MessageReport message, @Nullable String refused) {}

    /** Whether it goes on. */
    public boolean isRunning() {
        return state == LadderState.RUNNING;
    }
}
