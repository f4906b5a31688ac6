package trunkline.gateway.http.dialect.amivono;

import java.time.Duration;
import trunkline.gateway.http.Fields;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.VoiceOptions;

/** The members of a request for a voice message: the documented ones, and the optional ones of this gateway. */
final class VoiceFields {

    static final String PLAYS = "plays";
    static final String PAUSE = "pause";
    static final String CONFIRM = "confirm";
    static final String PRIORITY = "priority";

    /** What is asked for. */
    record Asked(Sender from, PhoneNumber to, String file, VoiceOptions options, SendPlan plan) {}

    private VoiceFields() {}

    /** What is asked for; what is wrong with it is noted in {@code fields}. */
    static Asked read(Fields fields) {
        PhoneNumber from = fields.phoneNumber("from");
        PhoneNumber to = fields.phoneNumber("to");
        String file = fields.text("file");
        return new Asked(
                new Sender(from.e164()), to, file, options(fields), PlanFields.read(fields, HoursFields.CALL_WINDOW));
    }

    private static VoiceOptions options(Fields fields) {
        String confirm = fields.optionalText(CONFIRM);
        if (confirm != null && !VoiceOptions.areKeys(confirm)) {
            fields.reject(CONFIRM, confirm, "must be one or more of the keys " + VoiceOptions.KEYS + ", each once");
        }
        Integer pause = fields.optionalInteger(PAUSE, 0, Math.toIntExact(VoiceOptions.PAUSE_MAX.toSeconds()));
        Integer priority = fields.optionalInteger(PRIORITY, 0, VoiceOptions.PRIORITY_MAX);
        return new VoiceOptions(
                fields.optionalInteger(PLAYS, 1, VoiceOptions.PLAYS_MAX),
                pause == null ? null : Duration.ofSeconds(pause),
                confirm,
                priority == null ? 0 : priority,
                MenuFields.read(fields, confirm));
    }
}
