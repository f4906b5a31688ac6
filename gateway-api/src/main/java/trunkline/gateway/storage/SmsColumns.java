package trunkline.gateway.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsOptions.Handling;
import trunkline.gateway.message.SmsOptions.Ports;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.SmsSize.Replacement;

/**
 * An SMS as it stands in a row of {@code message}.
 *
 * @param body the text, or the digits of a binary message
 * @param coding the name of its coding, null where it is not known
 * @param segments what it takes, 0 where it is not known
 * @param options a JSON object of what was asked for beside the text; null for nothing, as nearly always
 */
record SmsColumns(String body, @Nullable String coding, @Nullable Integer segments, @Nullable String options) {

    /** The columns in the order of insert and {@link #content}. */
    static final String NAMES = "coding, segments, options";

    /** The same of {@code message m}, beside tables that have such columns too. */
    static final String NAMES_OF_M = "m.coding, m.segments, m.options";

    /** Of a row that is no SMS. */
    static final SmsColumns OF_A_CALL = new SmsColumns("", null, null, null);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String BINARY = "binary";
    private static final String FLASH = "flash";
    private static final String PORTS = "ports";
    private static final String PRIORITY = "priority";
    private static final String PROTOCOL_ID = "protocol_id";
    private static final String DELIVER_AT = "deliver_at";
    private static final String TELL_VALIDITY = "tell_validity";
    private static final String REPLACED = "replaced";
    private static final String STORE_BODY = "store_body";
    private static final String DROPPED = "dropped";
    private static final String LENGTH = "length";
    private static final String HASH = "hash";

    static SmsColumns of(Content.Sms sms) {
        String body = body(sms);
        SmsSize size = sms.size();
        boolean plain = sms instanceof Content.Text
                && sms.options().equals(SmsOptions.NONE)
                && size.replaced().isEmpty();
        return new SmsColumns(body, size.coding(), size.segments(), plain ? null : write(sms));
    }

    private static String body(Content.Sms sms) {
        if (sms instanceof Content.Dropped) {
            return "";
        }
        return sms instanceof Content.Binary binary ? binary.hex() : ((Content.Text) sms).text();
    }

    private static String write(Content.Sms sms) {
        ObjectNode json = MAPPER.createObjectNode();
        SmsOptions options = sms.options();
        Handling handling = options.handling();
        Content.Dropped dropped = sms instanceof Content.Dropped gone ? gone : null;
        putIf(sms instanceof Content.Binary || (dropped != null && dropped.binary()), json, BINARY);
        putIf(options.flash(), json, FLASH);
        if (options.ports() != null) {
            json.putArray(PORTS)
                    .add(options.ports().destination())
                    .add(options.ports().source());
        }
        putUnlessZero(json, PRIORITY, handling.priority());
        putUnlessZero(json, PROTOCOL_ID, handling.protocolId());
        putUnlessZero(json, DELIVER_AT, handling.deliverAtMicros());
        putIf(handling.tellValidity(), json, TELL_VALIDITY);
        if (options.storeBody() != null) {
            json.put(STORE_BODY, options.storeBody());
        }
        if (dropped != null) {
            json.putObject(DROPPED).put(LENGTH, dropped.length()).put(HASH, dropped.hash());
        }
        if (!sms.size().replaced().isEmpty()) {
            ArrayNode replaced = json.putArray(REPLACED);
            for (Replacement one : sms.size().replaced()) {
                replaced.addArray().add(one.character()).add(one.by()).add(one.count());
            }
        }
        return json.toString();
    }

    private static void putIf(boolean condition, ObjectNode json, String name) {
        if (condition) {
            json.put(name, true);
        }
    }

    private static void putUnlessZero(ObjectNode json, String name, long value) {
        if (value != 0) {
            json.put(name, value);
        }
    }

    /** The SMS of these columns. */
    Content.Sms content() throws SQLException {
        String label = coding == null ? "" : coding;
        int count = segments == null ? 0 : segments;
        if (options == null) {
            return new Content.Text(body, SmsOptions.NONE, SmsSize.of(label, count));
        }
        JsonNode json = read(options);
        JsonNode ports = json.path(PORTS);
        SmsOptions asked = new SmsOptions(
                json.path(FLASH).asBoolean(),
                ports.isArray() ? new Ports(ports.path(0).asInt(), ports.path(1).asInt()) : null,
                new Handling(
                        json.path(PRIORITY).asInt(),
                        json.path(PROTOCOL_ID).asInt(),
                        json.path(DELIVER_AT).asLong(),
                        json.path(TELL_VALIDITY).asBoolean()),
                json.has(STORE_BODY) ? json.path(STORE_BODY).asBoolean() : null);
        SmsSize size = new SmsSize(label, count, replacements(json.path(REPLACED)));
        boolean binary = json.path(BINARY).asBoolean();
        JsonNode dropped = json.path(DROPPED);
        if (dropped.isObject()) {
            return new Content.Dropped(
                    binary, dropped.path(LENGTH).asInt(), dropped.path(HASH).asText(), asked, size);
        }
        return binary ? new Content.Binary(body, asked, size) : new Content.Text(body, asked, size);
    }

    private static List<Replacement> replacements(JsonNode array) {
        List<Replacement> replacements = new ArrayList<>();
        for (JsonNode one : array) {
            replacements.add(new Replacement(
                    one.path(0).asText(), one.path(1).asText(), one.path(2).asInt()));
        }
        return List.copyOf(replacements);
    }

    private static JsonNode read(String json) throws SQLException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new SQLException("options of a message are not JSON: " + json, e);
        }
    }
}
