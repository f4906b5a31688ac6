package trunkline.gateway.dispatch;

/**
 * When a message may leave.
 *
 * @param atMicros the first moment, microseconds since 1970 in UTC; 0 for at once, {@link Long#MAX_VALUE} for never
 * @param what it waits for, in words; empty for nothing
 */
public record Leave(long atMicros, String what) {

    /** At once. */
    public static final Leave NOW = new Leave(0, "");
    /** Not known yet: to be asked again a moment later. */
    static final Leave NOT_KNOWN = new Leave(-1, "");

    public boolean isNow() {
        return atMicros == 0;
    }

    boolean isKnown() {
        return atMicros >= 0;
    }

    /** What is told of a message that waits. */
    String waits() {
        return "waits for " + what;
    }

    /** What is told of a message whose validity ends before. */
    String tooLate() {
        return atMicros == Long.MAX_VALUE ? what : "its validity ended before it may leave: it waited for " + what;
    }
}
