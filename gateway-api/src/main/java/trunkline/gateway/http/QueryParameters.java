package trunkline.gateway.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark of one request. What is not known, or not as it must be, is a problem. */
public final class QueryParameters {

    public static final String BEFORE = "before";

    /** In digits of ASCII alone, and so few that it is a {@code long}. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final Request request;

    /** Those of {@code request}, which must be among {@code known}. */
    public QueryParameters(Request request, Set<String> known) throws ProblemException {
        this.request = request;
        for (String name : request.target().query().keySet()) {
            if (!known.contains(name)) {
                throw wrong(
                        name, first(name), "is not a parameter of this request; those are " + String.join(", ", known));
            }
        }
    }

    /** One of {@code allowed}; its first if the parameter is not there. */
    public String oneOf(String name, List<String> allowed) throws ProblemException {
        String value = first(name);
        if (value == null) {
            return allowed.get(0);
        }
        if (!allowed.contains(value)) {
            throw wrong(name, value, "must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** {@code on} or {@code off}; null if the parameter is not there. */
    public @Nullable Boolean onOrOff(String name) throws ProblemException {
        return first(name) == null ? null : oneOf(name, List.of("on", "off")).equals("on");
    }

    /** As it stands there, decoded; null if it is not there. */
    public @Nullable String first(String name) {
        List<String> values = request.target().query().get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** A whole number. */
    public int integer(String name, int min, int max, int fallback) throws ProblemException {
        String value = first(name);
        return value == null ? fallback : integer(name, value, min, max);
    }

    /** The whole number that a parameter has, wherever it stands. */
    static int integer(String name, String value, int min, int max) throws ProblemException {
        if (WHOLE_NUMBER.matcher(value).matches()) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return (int) number;
            }
        }
        throw wrong(name, value, "must be a whole number, " + min + " to " + max);
    }

    /** A point in time, in microseconds since 1970 in UTC. */
    public long micros(String name, long fallback) throws ProblemException {
        String value = first(name);
        if (value == null) {
            return fallback;
        }
        try {
            return ChronoUnit.MICROS.between(
                    Instant.EPOCH, OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw wrong(name, value, "must be a time in RFC 3339 form, such as 2026-12-01T08:30:00Z");
        }
    }

    /** Where a page begins, as an earlier one told it; {@link Long#MAX_VALUE} for the first. */
    public long position(String name) throws ProblemException {
        String value = first(name);
        if (value == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw wrong(name, value, "must be the position that an earlier page told");
        }
    }

    /** The same request for the page that begins behind {@code position}. */
    public static String next(Request request, String position) {
        StringBuilder next = new StringBuilder(request.target().path()).append('?');
        request.target().query().forEach((name, values) -> {
            if (!name.equals(BEFORE)) {
                values.forEach(value ->
                        next.append(name).append('=').append(encoded(value)).append('&'));
            }
        });
        return next.append(BEFORE).append('=').append(position).toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** That a parameter is not as it must be. */
    public static ProblemException wrong(String name, @Nullable String value, String rule) {
        return new ProblemException(Problem.fields(List.of(new Problem.FieldError(name, value, rule))));
    }
}
