package trunkline.gateway.dispatch;

/**
 * One segment of one message.
 *
 * @param message the key of the message
 * @param number from 1 to 255
 */
public record SegmentKey(long message, int number) {

    private static final int NUMBER_BITS = 8;
    private static final int NUMBER_MASK = 0xFF;

    /** Both in one number: keys have 53 bits. */
    public long packed() {
        return (message << NUMBER_BITS) | number;
    }

    public static SegmentKey unpack(long packed) {
        return new SegmentKey(packed >>> NUMBER_BITS, (int) packed & NUMBER_MASK);
    }
}
