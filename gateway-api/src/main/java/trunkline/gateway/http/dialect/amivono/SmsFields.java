package trunkline.gateway.http.dialect.amivono;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.http.Fields;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsOptions.Handling;
import trunkline.gateway.message.SmsOptions.Ports;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.Transliterate;

/** The members of a request for an SMS: the documented ones, and the optional ones of this gateway. */
final class SmsFields {

    static final String MESSAGE = "message";
    static final String BINARY = "binary";
    static final String DELIVER_AT = "smsc_deliver_at";
    static final String STORE_BODY = "store_body";

    /** 63 weeks: as long as a validity period can be said on the air (3GPP TS 23.040 §9.2.3.12.1). */
    private static final int VALIDITY_MAX_SECONDS = 63 * 7 * 24 * 3_600;

    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");

    private SmsFields() {}

    /** What is asked for; what is wrong with it is noted in {@code fields}. */
    static SmsDraft read(Fields fields) {
        Sender from = fields.sender("from");
        PhoneNumber to = fields.phoneNumber("to");
        Content.Sms content = content(fields);
        Integer validity = fields.optionalInteger("validity", 1, VALIDITY_MAX_SECONDS);
        SmsOptions options = options(fields, validity != null);
        return new SmsDraft(
                from,
                to,
                content instanceof Content.Binary binary
                        ? new Content.Binary(binary.hex(), options, SmsSize.UNKNOWN)
                        : new Content.Text(((Content.Text) content).text(), options, SmsSize.UNKNOWN),
                validity == null ? null : Duration.ofSeconds(validity),
                transliterate(fields),
                PlanFields.read(fields, HoursFields.QUIET_HOURS));
    }

    private static Content.Sms content(Fields fields) {
        boolean hasText = fields.has(MESSAGE);
        if (!fields.has(BINARY)) {
            return Content.Text.of(fields.text(MESSAGE));
        }
        String hex = fields.optionalText(BINARY);
        if (hasText) {
            fields.reject(BINARY, hex, "cannot stand beside message");
        } else if (hex != null && !HEX.matcher(hex).matches()) {
            fields.reject(BINARY, hex, "must be octets in hexadecimal, two digits for each");
        }
        return new Content.Binary(hex == null ? "" : hex.toLowerCase(Locale.ROOT), SmsOptions.NONE, SmsSize.UNKNOWN);
    }

    private static SmsOptions options(Fields fields, boolean tellValidity) {
        Integer priority = fields.optionalInteger("priority", 0, Handling.PRIORITY_MAX);
        Integer protocolId = fields.optionalInteger("protocol_id", 0, Handling.PROTOCOL_ID_MAX);
        Instant deliverAt = fields.optionalTime(DELIVER_AT);
        return new SmsOptions(
                Boolean.TRUE.equals(fields.optionalFlag("flash")),
                ports(fields),
                new Handling(
                        priority == null ? 0 : priority,
                        protocolId == null ? 0 : protocolId,
                        deliverAt == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, deliverAt),
                        tellValidity),
                fields.optionalFlag(STORE_BODY));
    }

    static @Nullable Transliterate transliterate(Fields fields) {
        return fields.optionalOneOf("transliterate", List.of(Transliterate.values()), Transliterate::label);
    }

    static @Nullable Ports ports(Fields fields) {
        Integer destination = fields.optionalInteger("destination_port", 0, Ports.MAX);
        Integer source = fields.optionalInteger("source_port", 0, Ports.MAX);
        if (destination != null) {
            return new Ports(destination, source == null ? 0 : source);
        }
        if (source != null) {
            fields.reject("source_port", source.toString(), "needs a destination_port beside it");
        }
        return null;
    }
}
