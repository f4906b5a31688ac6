package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.RepeatIntake;
import trunkline.gateway.http.Fields;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RepetitionReport;

/** {@code repeat}, {@code repeat_interval} and {@code link_target} of an SMS, as they are read and shown. */
final class RepeatFields {

    static final String REPEAT = "repeat";
    static final String INTERVAL = "repeat_interval";
    static final String TARGET = "link_target";

    private static final int TARGET_MAX = 2_000;
    private static final String TARGET_RULE =
            "must be an address that begins with http:// or https://, of at most " + TARGET_MAX + " characters";

    private RepeatFields() {}

    /** What is asked for, or null if nothing is; what is wrong with it is noted in {@code fields}. */
    static RepeatIntake.@Nullable Wish read(Fields fields) {
        Integer times = fields.optionalInteger(REPEAT, 1, Repetition.TIMES_MAX);
        Integer interval = fields.optionalInteger(INTERVAL, 1, Repetition.MINUTES_MAX);
        String target = target(fields);
        if (!fields.has(REPEAT)) {
            rejectIf(interval != null, fields, INTERVAL, String.valueOf(interval), "needs a repeat beside it");
            rejectIf(target != null, fields, TARGET, target, "needs a repeat beside it");
            return null;
        }
        rejectIf(!fields.has(INTERVAL), fields, INTERVAL, null, "is required beside repeat: minutes, a whole number");
        for (String name : new String[] {SmsFields.BINARY, SmsFields.DELIVER_AT}) {
            rejectIf(fields.has(name), fields, name, null, "cannot stand beside repeat");
        }
        return new RepeatIntake.Wish(
                times == null ? 1 : times, Duration.ofMinutes(interval == null ? 1 : interval), target);
    }

    /** Where a link leads, or null for nowhere. */
    static @Nullable String target(Fields fields) {
        String target = fields.optionalText(TARGET);
        rejectIf(target != null && !isTarget(target), fields, TARGET, target, TARGET_RULE);
        return target;
    }

    private static void rejectIf(boolean wrong, Fields fields, String name, @Nullable String value, String rule) {
        if (wrong) {
            fields.reject(name, value, rule);
        }
    }

    private static boolean isTarget(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            return text.length() <= TARGET_MAX
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                    && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What was asked for, as the answer to the request has it: the first time is on its way. */
    static void putAsked(ObjectNode json, RepeatIntake.@Nullable Wish wish) {
        if (wish != null) {
            json.put(REPEAT, wish.times() - 1);
            json.put(INTERVAL, wish.period().toMinutes());
        }
    }

    /** How far it has come. */
    static void put(ObjectNode json, @Nullable RepetitionReport report) {
        if (report == null) {
            json.putNull(REPEAT);
            json.putNull(INTERVAL);
            return;
        }
        json.put("last_sent_at", Timestamps.seconds(report.lastSentAtMicros()));
        json.put(REPEAT, report.left());
        json.put(INTERVAL, report.asked().period().toMinutes());
        json.put("next_send_at", Timestamps.seconds(report.nextAtMicros()));
        json.put("repeat_ended", report.end() == null ? null : report.end().label());
        ObjectNode link = json.putObject("link");
        link.put("target", report.asked().target());
        link.put("clicked_at", Timestamps.seconds(report.clickedAtMicros()));
        link.put("hits", report.hits());
        ArrayNode occurrences = json.putArray("occurrences");
        for (RepetitionReport.Occurrence one : report.occurrences()) {
            occurrences
                    .addObject()
                    .put("number", one.number())
                    .put("id", one.id().text())
                    .put("status", one.state().label())
                    .put("sent_at", Timestamps.seconds(one.sentAtMicros()));
        }
    }
}
