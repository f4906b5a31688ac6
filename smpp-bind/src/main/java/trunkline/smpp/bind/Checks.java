package trunkline.smpp.bind;

import java.time.Duration;

/** The rules that several settings share; a broken one names key, value and rule. */
final class Checks {

    private static final Duration LONGEST = Duration.ofDays(1);

    private Checks() {}

    static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'%s' is '%s': must be above 0 and at most a day".formatted(key, value));
        }
    }

    static void inRange(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("'%s' is '%d': must be %d to %d".formatted(key, value, least, most));
        }
    }
}
