package trunkline.gateway.dispatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Which times a message may be planned for. */
public final class SendTimes {

    /** Days ahead that a message may be planned for. */
    private static final int DAYS_MAX = 366;

    /** What {@link #isAllowed} asks for, in words. */
    public static final String RULE = "must be in the future, and at most " + DAYS_MAX + " days ahead";

    private SendTimes() {}

    /** Whether a message may be planned for {@code atMicros}, both microseconds since 1970 in UTC. */
    public static boolean isAllowed(long atMicros, long nowMicros) {
        return atMicros > nowMicros && atMicros - nowMicros <= TimeUnit.DAYS.toMicros(DAYS_MAX);
    }

    static String text(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
