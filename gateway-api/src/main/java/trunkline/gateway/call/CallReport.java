package trunkline.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * What one call came to: the graded proof that a voice message reached somebody.
 *
 * @param trunk over which it went; empty of a call that an earlier version made
 * @param callId the SIP Call-ID (RFC 3261 §8.1.1.4)
 * @param answer the final response, null if there was none
 * @param times when it came how far
 * @param played what was played, null if nothing was
 * @param keys that the callee pressed, the first 32; empty for none
 */
public record CallReport(
        String trunk, String callId, @Nullable Answer answer, Times times, @Nullable Played played, String keys) {

    /**
     * When it came how far, in microseconds since 1970 in UTC; 0 for what has not happened.
     *
     * @param invitedAtMicros the first INVITE left
     * @param ringingAtMicros the callee's phone rang, or its network said that something goes on
     * @param answeredAtMicros it was answered
     * @param endedAtMicros it was over
     */
    public record Times(long invitedAtMicros, long ringingAtMicros, long answeredAtMicros, long endedAtMicros) {

        /** Nothing has happened yet. */
        public static final Times NONE = new Times(0, 0, 0, 0);

        public Times invited(long micros) {
            return new Times(micros, ringingAtMicros, answeredAtMicros, endedAtMicros);
        }

        public Times ringing(long micros) {
            return new Times(invitedAtMicros, micros, answeredAtMicros, endedAtMicros);
        }

        public Times answered(long micros) {
            return new Times(invitedAtMicros, ringingAtMicros, micros, endedAtMicros);
        }

        public Times ended(long micros) {
            return new Times(invitedAtMicros, ringingAtMicros, answeredAtMicros, micros);
        }
    }

    /**
     * The final response to INVITE, or what ended the call.
     *
     * @param sipStatus RFC 3261 §21
     * @param reason the phrase that came with it
     * @param q850 cause of the Reason header (RFC 3326), 0 if there was none
     */
    public record Answer(int sipStatus, String reason, int q850) {}

    /**
     * The prompt as far as it was sent.
     *
     * @param millis of it sent, in the play that came furthest
     * @param ofMillis length of the prompt
     * @param plays how often all of it was sent
     * @param packets RTP packets sent
     * @param hungUpByCallee whether the callee ended the call
     * @param audio how well they left and arrived; null of a call that an earlier version made
     */
    public record Played(
            long millis,
            long ofMillis,
            int plays,
            long packets,
            boolean hungUpByCallee,
            @Nullable AudioFigures audio) {}
}
