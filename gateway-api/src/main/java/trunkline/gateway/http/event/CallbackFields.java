package trunkline.gateway.http.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.event.Callback;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.http.Fields;

/** What a request says of the callback that a new endpoint gets in place of events. */
final class CallbackFields {

    /** What such an endpoint gets, and nothing else. */
    static final EventFilter FILTER = new EventFilter(List.of(EventKinds.INBOUND_RECEIVED));

    private static final String CALLBACK = "callback";
    private static final String SALT = "callback_salt";
    private static final String KEY = "callback_key";

    private CallbackFields() {}

    static @Nullable Callback read(Fields fields, Account account) {
        Callback.Form form = fields.optionalOneOf(CALLBACK, List.of(Callback.Form.values()), Callback.Form::label);
        String salt = text(fields, SALT, Callback.SALT_MAX);
        String key = text(fields, KEY, Callback.KEY_MAX);
        if (form == null) {
            if (!salt.isEmpty() || !key.isEmpty()) {
                fields.reject(salt.isEmpty() ? KEY : SALT, null, "is for a webhook with a callback");
            }
            return null;
        }
        if (fields.has(WebhookFields.EVENTS)) {
            fields.reject(
                    WebhookFields.EVENTS, null, "cannot be chosen with a callback, which tells what phones send alone");
        }
        return new Callback(form, account.name(), salt, key);
    }

    private static String text(Fields fields, String name, int max) {
        String text = fields.optionalText(name);
        if (text != null && text.length() > max) {
            fields.reject(name, text, "must be no longer than " + max + " characters");
        }
        return text == null ? "" : text;
    }
}
