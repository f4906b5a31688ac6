package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Fields;
import trunkline.gateway.message.SendPlan;

/** {@code send_at}, {@code reference} and the hours: when a message is to be sent, and what its sender calls it. */
final class PlanFields {

    static final String SEND_AT = "send_at";
    static final String REFERENCE = "reference";

    private PlanFields() {}

    /**
     * What is asked for; what is wrong with it is noted in {@code fields}.
     *
     * @param hours the name of the member that says when the message may leave, see {@link HoursFields}
     */
    static SendPlan read(Fields fields, String hours) {
        Long sendAt = sendAtMicros(fields);
        String reference = reference(fields);
        return new SendPlan(sendAt == null ? 0 : sendAt, reference, HoursFields.read(fields, hours));
    }

    /** What its sender calls it, or null for nothing. */
    static @Nullable String reference(Fields fields) {
        String reference = fields.optionalText(REFERENCE);
        if (reference != null && (reference.isEmpty() || reference.length() > SendPlan.REFERENCE_MAX)) {
            fields.reject(REFERENCE, reference, "must be 1 to " + SendPlan.REFERENCE_MAX + " characters");
        }
        return reference;
    }

    /** Microseconds since 1970 in UTC, or null if it is not there. */
    static @Nullable Long sendAtMicros(Fields fields) {
        Instant sendAt = fields.optionalTime(SEND_AT);
        return sendAt == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, sendAt);
    }

    static void put(ObjectNode json, SendPlan plan, String hours) {
        if (plan.sendAtMicros() != 0) {
            json.put(SEND_AT, Timestamps.seconds(plan.sendAtMicros()));
        }
        if (plan.clientReference() != null) {
            json.put(REFERENCE, plan.clientReference());
        }
        HoursFields.put(json, plan.hours(), hours);
    }
}
