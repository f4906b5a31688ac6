package trunkline.gateway.http.dialect.voipcommunications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Refusals;
import trunkline.gateway.message.PhoneNumber;

/** A row of {@code send_log}: what became of one number. */
final class SendLog {

    private static final int KEPT = 200;

    private SendLog() {}

    /** @param sale what the message costs; 0 for one that was not kept */
    static ObjectNode row(SendForm form, String to, IntakeOutcome outcome, double sale, long nowMicros) {
        ObjectNode row = Json.object();
        PhoneNumber number = PhoneNumbers.parseInternational(to);
        String from = form.from().isNumber()
                ? form.from().value().substring(1)
                : form.from().value();
        if (outcome instanceof IntakeOutcome.Kept) {
            row.put("code", KEPT).put("code_desc", "");
        } else {
            Problem problem = Refusals.of(outcome, SendForm.TO, SendForm.TEXT);
            row.put("code", problem.status()).put("code_desc", problem.sentence());
        }
        row.put("from", from);
        row.put("to", number == null ? to : number.digits());
        String country = number == null ? null : PhoneNumbers.country(number);
        row.put("country", country == null ? "" : country);
        row.put("msg", form.text());
        if (outcome instanceof IntakeOutcome.Kept kept) {
            boolean later = kept.message().request().isScheduled();
            long at = later ? form.plan().sendAtMicros() : kept.message().createdAtMicros();
            row.put("delivery_date", DeliveryDate.write(at));
            put(
                    row,
                    form,
                    sale,
                    later ? SmsStatus.SCHEDULED : SmsStatus.QUEUED,
                    kept.message().id().text());
        } else {
            row.put("delivery_date", DeliveryDate.write(nowMicros));
            put(row, form, sale, "ERROR", "");
        }
        return row;
    }

    private static void put(ObjectNode row, SendForm form, double sale, String status, String id) {
        row.put("sale", sale);
        row.put("type", form.bulk() ? "BULKSMS" : "2WAYSMS");
        row.put("status", status);
        row.put("smsid", id);
    }
}
