package trunkline.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * What one call came to: the graded proof that a voice message reached somebody.
 *
 * @param callId the SIP Call-ID (RFC 3261 §8.1.1.4)
 * @param answer the final response, null if there was none
 * @param answeredAtMicros microseconds since 1970 in UTC, 0 if it was not answered
 * @param endedAtMicros the same, 0 while the call is up
 * @param played what was played, null if nothing was
 */
public record CallReport(
        String callId, @Nullable Answer answer, long answeredAtMicros, long endedAtMicros, @Nullable Played played) {

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
     * @param millis of audio sent
     * @param ofMillis length of the prompt
     * @param packets RTP packets sent
     * @param hungUpByCallee whether the callee ended the call
     * @param audio how well they left and arrived; null of a call that an earlier version made
     */
    public record Played(
            long millis, long ofMillis, long packets, boolean hungUpByCallee, @Nullable AudioFigures audio) {}
}
