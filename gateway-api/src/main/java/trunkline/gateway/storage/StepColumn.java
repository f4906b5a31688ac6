package trunkline.gateway.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.Transliterate;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderStep;

/** What was asked for in a step of a ladder, in one column: a JSON object. Its goal and its wait have columns of their own. */
final class StepColumn {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String VOICE = "voice";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String BODY = "body";
    private static final String OPTIONS = "options";
    private static final String VALIDITY = "validity_s";
    private static final String TRANSLITERATE = "transliterate";
    private static final String SEND_AT = "send_at";
    private static final String REFERENCE = "reference";
    private static final String HOURS = "hours";
    private static final String TARGET = "target";
    /** A prompt is named once the step begins; a row without one would be an SMS. */
    private static final String NO_PROMPT = "";

    private StepColumn() {}

    static String write(LadderStep step) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(VOICE, step.isVoice());
        json.put(FROM, step.from().value());
        json.put(TO, step.to().e164());
        if (step.content() instanceof Content.Voice voice) {
            json.put(BODY, voice.file());
            put(json, OPTIONS, VoiceColumns.options(voice));
        } else {
            SmsColumns columns = SmsColumns.of((Content.Sms) step.content());
            json.put(BODY, columns.body());
            put(json, OPTIONS, columns.options());
        }
        if (step.validity() != null) {
            json.put(VALIDITY, step.validity().toSeconds());
        }
        if (step.transliterate() != null) {
            json.put(TRANSLITERATE, step.transliterate().name());
        }
        if (step.plan().sendAtMicros() != 0) {
            json.put(SEND_AT, step.plan().sendAtMicros());
        }
        put(json, REFERENCE, step.plan().clientReference());
        put(json, HOURS, HoursColumn.write(step.plan().hours()));
        put(json, TARGET, step.linkTarget());
        return json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static LadderStep read(String column, String goal, long waitMicros) throws SQLException {
        try {
            JsonNode json = MAPPER.readTree(column);
            String body = json.path(BODY).asText();
            String options = json.path(OPTIONS).textValue();
            JsonNode validity = json.path(VALIDITY);
            String transliterate = json.path(TRANSLITERATE).textValue();
            return new LadderStep(
                    new Sender(json.path(FROM).asText()),
                    new PhoneNumber(json.path(TO).asText()),
                    json.path(VOICE).asBoolean()
                            ? VoiceColumns.content(body, NO_PROMPT, options)
                            : new SmsColumns(body, null, null, options).content(),
                    validity.isNumber() ? Duration.ofSeconds(validity.longValue()) : null,
                    transliterate == null ? null : Transliterate.valueOf(transliterate),
                    new SendPlan(
                            json.path(SEND_AT).asLong(),
                            json.path(REFERENCE).textValue(),
                            HoursColumn.read(json.path(HOURS).textValue())),
                    Goal.valueOf(goal),
                    Duration.of(waitMicros, ChronoUnit.MICROS),
                    json.path(TARGET).textValue());
        } catch (JsonProcessingException e) {
            throw new SQLException("a step of a ladder is not JSON: " + column, e);
        }
    }
}
