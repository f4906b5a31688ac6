package trunkline.media.rtp;

/**
 * Wall time as RTCP carries it: seconds since 1900 and a fraction, 32 bits each (RFC 3550 §4).
 *
 * <p>Counted on from one pair of readings, so that it has the resolution of {@link System#nanoTime} and never steps while
 * a call lasts.
 *
 * @param wallMillis milliseconds since 1970 at the moment of {@code nanos}
 * @param nanos the {@link System#nanoTime} reading at that moment
 */
record NtpTime(long wallMillis, long nanos) {

    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final long SECOND = 1_000_000_000L;

    /** The 64-bit timestamp at {@code nowNanos}. */
    long at(long nowNanos) {
        long sinceEpoch = wallMillis * 1_000_000 + (nowNanos - nanos);
        long seconds = Math.floorDiv(sinceEpoch, SECOND) + SECONDS_FROM_1900_TO_1970;
        long fraction = (Math.floorMod(sinceEpoch, SECOND) << 32) / SECOND;
        return seconds << 32 | fraction;
    }

    /** The middle 32 bits: units of 1/65,536 s (RFC 3550 §6.4.1, LSR). */
    static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }
}
