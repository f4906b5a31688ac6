package trunkline.gateway.http.dialect.voipcommunications;

import java.util.Locale;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.SmsState;

/** The words for how far a message has come. */
final class SmsStatus {

    static final String SCHEDULED = "SCHEDULED";
    static final String QUEUED = "QUEUED";
    static final String RECEIVED = "RECEIVED";

    private SmsStatus() {}

    static String of(MessageState state) {
        if (state == SmsState.ACCEPTED) {
            return QUEUED;
        }
        return state == SmsState.SUBMITTED ? "SENT" : state.label().toUpperCase(Locale.ROOT);
    }
}
