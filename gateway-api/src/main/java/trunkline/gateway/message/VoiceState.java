package trunkline.gateway.message;

/**
 * How far a voice message has come. It moves forward only, and the first final state stays.
 *
 * <pre>
 *   accepted --> calling --> ringing --> playing --> played | confirmed | busy | no-answer | declined
 *                                                                  | unreachable | failed | expired | cancelled
 *                                                                  | interrupted
 * </pre>
 */
public enum VoiceState implements MessageState {
    /** Kept; waits for a free channel. */
    ACCEPTED(0),
    /** Its time has not come; or its call came to nothing, and it will be called again. */
    SCHEDULED(1),
    /** INVITE sent. */
    CALLING(3),
    /** The callee's phone rings. */
    RINGING(4),
    /** Answered; the prompt is being played. */
    PLAYING(5),
    /** Answered, and the prompt was played; how much of it, the message tells. */
    PLAYED(20),
    /** Played, and the callee pressed the digit that was asked for. */
    CONFIRMED(21),
    BUSY(22),
    NO_ANSWER(23),
    DECLINED(24),
    /** No such number, or no way to it. */
    UNREACHABLE(25),
    FAILED(26),
    EXPIRED(27),
    CANCELLED(28),
    /** Cut by the end of this process while the call was up. */
    INTERRUPTED(29);

    private final int code;
    private final String label = StateLabels.of(this);

    VoiceState(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** The state with this number in the store. */
    public static VoiceState ofCode(int code) {
        return StateLabels.ofCode(values(), code);
    }
}
