package trunkline.gateway.limit;

/**
 * What messages to some numbers cost.
 *
 * @param prefix {@code +} and the first digits of those numbers, up to {@value #DIGITS_MAX}; {@code +} alone for all
 * @param sms of a segment, in millionths
 * @param voice of a voice message, in millionths
 */
public record Price(String prefix, long sms, long voice) {

    /** Digits of the longest prefix. */
    public static final int DIGITS_MAX = 8;

    /** Millionths in one. */
    public static final long UNIT = 1_000_000;
}
