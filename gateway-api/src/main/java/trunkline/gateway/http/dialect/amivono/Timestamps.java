package trunkline.gateway.http.dialect.amivono;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How this API writes times. */
final class Timestamps {

    private Timestamps() {}

    /** RFC 3339 in UTC, to the microsecond. */
    static String micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** RFC 3339 in UTC, to the second; null for 0. */
    static @Nullable String seconds(long micros) {
        return micros == 0
                ? null
                : Instant.EPOCH
                        .plus(micros, ChronoUnit.MICROS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
    }
}
