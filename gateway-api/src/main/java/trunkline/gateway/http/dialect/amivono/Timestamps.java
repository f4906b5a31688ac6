package trunkline.gateway.http.dialect.amivono;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How this API writes times. */
final class Timestamps {

    private record Written(long second, String text) {}

    /** What is accepted in one second is answered with the same text, which is costly to make. */
    private static volatile Written last = written(0);

    private Timestamps() {}

    /** RFC 3339 in UTC, to the microsecond. */
    static String micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** RFC 3339 in UTC, to the second; null for 0. */
    static @Nullable String seconds(long micros) {
        if (micros == 0) {
            return null;
        }
        long second = Math.floorDiv(micros, TimeUnit.SECONDS.toMicros(1));
        Written written = last;
        if (written.second() != second) {
            written = written(second);
            last = written;
        }
        return written.text();
    }

    private static Written written(long second) {
        return new Written(second, Instant.ofEpochSecond(second).toString());
    }
}
