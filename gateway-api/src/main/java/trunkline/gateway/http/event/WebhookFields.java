package trunkline.gateway.http.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.Callback;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.event.WebhookDesk;
import trunkline.gateway.http.Fields;

/** What a request says of an endpoint; what it leaves out stays as it is, or is as it is by default. */
record WebhookFields(
        @Nullable String url, @Nullable EventFilter filter, @Nullable String description, @Nullable Boolean paused) {

    private static final String URL = "url";
    static final String EVENTS = "events";
    private static final String DESCRIPTION = "description";
    private static final int DESCRIPTION_MAX = 200;

    static WebhookFields read(Fields fields, WebhookDesk desk, boolean needsUrl) {
        String url = fields.optionalText(URL);
        if (needsUrl && !fields.has(URL)) {
            fields.reject(URL, null, "is required, a string");
        }
        String broken = url == null ? null : desk.brokenRule(url);
        if (broken != null) {
            fields.reject(URL, url, broken);
        }
        String description = fields.optionalText(DESCRIPTION);
        if (description != null && description.length() > DESCRIPTION_MAX) {
            fields.reject(DESCRIPTION, description, "must be no longer than " + DESCRIPTION_MAX + " characters");
        }
        return new WebhookFields(url, filter(fields), description, fields.optionalFlag("paused"));
    }

    private static @Nullable EventFilter filter(Fields fields) {
        List<String> patterns = fields.optionalTexts(EVENTS, EventFilter.PATTERNS_MAX);
        if (patterns == null) {
            return null;
        }
        for (String pattern : patterns) {
            String broken = EventFilter.brokenRule(pattern);
            if (broken != null) {
                fields.reject(EVENTS, pattern, broken);
                return null;
            }
        }
        return new EventFilter(patterns);
    }

    /** The settings of a new endpoint. */
    Endpoint.Settings settings(@Nullable Callback callback) {
        return over(new Endpoint.Settings("", EventFilter.ALL, "", false, callback));
    }

    /** The settings of an endpoint that had others before. */
    Endpoint.Settings over(Endpoint.Settings before) {
        return new Endpoint.Settings(
                url == null ? before.url() : url,
                before.callback() != null ? CallbackFields.FILTER : filter == null ? before.filter() : filter,
                description == null ? before.description() : description,
                paused == null ? before.paused() : paused,
                before.callback());
    }
}
