package trunkline.gateway.store;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageState;

/**
 * How far a repetition has come.
 *
 * @param asked what was asked for
 * @param created number of its last occurrence
 * @param nextAtMicros when the next one is due, microseconds since 1970 in UTC; 0 if none will be
 * @param end why none will be; null as long as it goes on
 * @param clickedAtMicros when the link was first clicked, 0 if it never was
 * @param hits fetches of the link, of whatever kind
 * @param occurrences each time that it was sent, in order
 */
public record RepetitionReport(
        Repetition asked,
        int created,
        long nextAtMicros,
        @Nullable End end,
        long clickedAtMicros,
        int hits,
        List<Occurrence> occurrences) {

    /** Why a repetition has ended. */
    public enum End {
        /** It was sent as often as was asked for. */
        DONE,
        /** The link was clicked. */
        CLICKED,
        /** Its sender took it back. */
        CANCELLED,
        /** The recipient wants no more SMS of the sender. */
        OPTED_OUT;

        /** Its name in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One time that it was sent.
     *
     * @param number from 1
     * @param id of the message that it is
     * @param state of that
     * @param sentAtMicros when that last left, microseconds since 1970 in UTC; 0 if it has not
     */
    public record Occurrence(int number, MessageId id, MessageState state, long sentAtMicros) {}

    /** Times that are still to come. */
    public int left() {
        return end == null ? asked.times() - created : 0;
    }

    /** When it last left, microseconds since 1970 in UTC; 0 if it never did. */
    public long lastSentAtMicros() {
        return occurrences.stream().mapToLong(Occurrence::sentAtMicros).max().orElse(0);
    }
}
