package trunkline.gateway.http.dialect.voximplant;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.store.HistoryFilter;

/**
 * What both histories are asked for.
 *
 * @param filter which messages
 * @param offset how many of them are passed over
 * @param count how many are told at most
 * @param csv whether they are a file of comma-separated values
 * @param zone of the dates that are told
 */
record HistoryQuery(HistoryFilter filter, int offset, int count, boolean csv, ZoneId zone) {

    private static final int COUNT_MAX = 1_000;
    private static final int OFFSET_MAX = 1_000_000;
    private static final String AUTO = "auto";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    /** Reads it, for messages of one kind or both. */
    static HistoryQuery read(Account account, Parameters parameters, HistoryFilter.Kind kind) throws ProblemException {
        long since = micros(parameters, "from_date", 0);
        long until = micros(parameters, "to_date", Long.MAX_VALUE);
        HistoryFilter filter = HistoryFilter.of(account.id(), kind)
                .withKeys(keys(parameters))
                .between(parameters.optional("source_number"), parameters.optional("destination_number"))
                // the second that to_date names is among them
                .in(since, until == Long.MAX_VALUE ? until : until + TimeUnit.SECONDS.toMicros(1));
        String output = parameters.oneOf("output", List.of("json", "csv"), "json");
        return new HistoryQuery(
                filter,
                parameters.integer("offset", 0, OFFSET_MAX, 0),
                parameters.integer("count", 1, COUNT_MAX, COUNT_MAX),
                output.equals("csv"),
                zone(parameters));
    }

    private static List<Long> keys(Parameters parameters) throws ProblemException {
        String listed = parameters.optional("message_id");
        List<Long> keys = new ArrayList<>();
        if (listed == null || listed.equals("any")) {
            return keys;
        }
        for (String text : listed.split(";", -1)) {
            Long key = key(text.strip());
            if (key == null || keys.size() == COUNT_MAX) {
                throw Parameters.wrong(
                        "message_id", listed, "must be 1 to " + COUNT_MAX + " numbers with semicolons between");
            }
            keys.add(key);
        }
        return keys;
    }

    private static @Nullable Long key(String text) {
        try {
            long key = Long.parseLong(text);
            return key > 0 ? key : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static long micros(Parameters parameters, String name, long fallback) throws ProblemException {
        String text = parameters.optional(name);
        if (text == null) {
            return fallback;
        }
        try {
            Instant time = LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw Parameters.wrong(name, text, "must be a date in UTC such as 2026-12-01 13:15:00");
        }
    }

    private static ZoneId zone(Parameters parameters) throws ProblemException {
        String text = parameters.optional("timezone");
        if (text == null || text.equals(AUTO)) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw Parameters.wrong("timezone", text, "must be a time zone such as Europe/Stockholm, or auto for UTC");
        }
    }

    /** A time in microseconds since 1970, as the answer has it. */
    String date(long micros) {
        return DATE.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone));
    }
}
