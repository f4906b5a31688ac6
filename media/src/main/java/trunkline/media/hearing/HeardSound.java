package trunkline.media.hearing;

/** What was heard of the other side; each at most once a call, but for {@link #BEEP}. */
public enum HeardSound {
    /** Somebody has begun to speak. */
    VOICE,

    /** Somebody has spoken for so long, two and a half seconds in all, that it is a machine's greeting rather than a hello. */
    LONG_VOICE,

    /** A tone such as answering machines end their greeting with is over, and it is quiet. */
    BEEP
}
