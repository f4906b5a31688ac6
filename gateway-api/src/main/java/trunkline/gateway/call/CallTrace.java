package trunkline.gateway.call;

import java.util.List;

/**
 * What went over the wire in one call, and what happened in between, in order.
 *
 * @param trunk over which it went
 * @param callId the SIP Call-ID
 * @param left how many entries did not fit
 */
public record CallTrace(String trunk, String callId, List<Entry> entries, int left) {

    /** What an entry is. */
    public enum Kind {
        /** A SIP message that left. */
        SENT,
        /** A SIP message that came. */
        RECEIVED,
        /** Something else that happened, in words. */
        NOTE
    }

    /**
     * One of them.
     *
     * @param atMicros microseconds since 1970 in UTC
     * @param peer {@code address:port} of the other side; empty for a note
     * @param text the message, without credentials and keys; or the note
     */
    public record Entry(long atMicros, Kind kind, String peer, String text) {

        /** The first line of it. */
        public String firstLine() {
            return text.lines().findFirst().orElse("");
        }
    }

    public CallTrace {
        entries = List.copyOf(entries);
    }
}
