package trunkline.smpp.pace;

import java.time.Duration;

/**
 * What was agreed with an SMSC, and how to give way to it.
 *
 * @param perSecond submit_sm a second, also fractional: 0.2 is one in five seconds; above 0, at most 1,000,000
 * @param burst submits that may leave at once after a pause, 1 to 1,000,000
 * @param pause how long nothing leaves after a throttling; zero for not at all, at most a minute. Most SMSCs count by the
 *     second, so that what comes again within it is throttled again
 */
public record PaceSettings(double perSecond, int burst, Duration pause) {

    private static final double MOST = 1_000_000;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    public PaceSettings {
        if (!(perSecond > 0 && perSecond <= MOST)) {
            throw new IllegalArgumentException(
                    "'perSecond' is '%s': must be above 0 and at most 1000000".formatted(perSecond));
        }
        if (burst < 1 || burst > MOST) {
            throw new IllegalArgumentException("'burst' is '%d': must be 1 to 1000000".formatted(burst));
        }
        if (pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException("'pause' is '%s': must be zero to a minute".formatted(pause));
        }
    }

    /** The pause that most SMSCs want, of a second. */
    public static PaceSettings of(double perSecond, int burst) {
        return new PaceSettings(perSecond, burst, ONE_SECOND);
    }
}
