package trunkline.gateway.http.dialect.voipcommunications;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SendTimes;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;

/**
 * What is asked for.
 *
 * @param from whom the recipients see
 * @param bulk whether that was left to us
 * @param to the recipients as they are written, one for each message
 * @param text what they get
 * @param plan when they are to get it
 */
record SendForm(Sender from, boolean bulk, List<String> to, String text, SendPlan plan) {

    static final String TO = "to";
    static final String TEXT = "msg";

    private static final String FROM = "from";
    private static final String DATE = "delivery_date";
    /** Numbers in one request; more of them are refused. */
    private static final int NUMBERS_MAX = 1_000;

    /** A time that is nearer is put off until then, so that it is still to come when the message is kept. */
    private static final long SOONEST_MICROS = 2_000_000;

    static final String NUMBER_RULE = "must be a telephone number with its country code, such as 12812345678";

    /**
     * Reads it.
     *
     * @param bulkSender whom recipients see where nobody says; null if nobody is configured
     */
    static SendForm read(Parameters parameters, @Nullable Sender bulkSender, long nowMicros) throws ProblemException {
        Sender from = sender(parameters, bulkSender);
        List<String> to = Stream.of(parameters.required(TO).split(",", -1))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .toList();
        if (to.isEmpty() || to.size() > NUMBERS_MAX) {
            throw Parameters.wrong(
                    TO, parameters.optional(TO), "must be 1 to " + NUMBERS_MAX + " numbers with commas between");
        }
        String text = parameters.required(TEXT);
        return new SendForm(from, parameters.optional(FROM) == null, to, text, plan(parameters, nowMicros));
    }

    private static Sender sender(Parameters parameters, @Nullable Sender bulkSender) throws ProblemException {
        String from = parameters.optional(FROM);
        if (from == null && bulkSender != null) {
            return bulkSender;
        }
        if (from == null) {
            throw Parameters.wrong(
                    FROM, null, "is required: the gateway has no dialects.bulk-sender for messages without it");
        }
        PhoneNumber number = PhoneNumbers.parseInternational(from);
        if (number == null) {
            throw Parameters.wrong(FROM, from, NUMBER_RULE);
        }
        return new Sender(number.e164());
    }

    private static SendPlan plan(Parameters parameters, long nowMicros) throws ProblemException {
        String date = parameters.optional(DATE);
        if (date == null) {
            return SendPlan.NOW;
        }
        Instant time = DeliveryDate.read(date);
        if (time == null) {
            throw Parameters.wrong(DATE, date, DeliveryDate.RULE);
        }
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        if (at <= nowMicros) {
            return SendPlan.NOW;
        }
        long planned = Math.max(at, nowMicros + SOONEST_MICROS);
        if (!SendTimes.isAllowed(planned, nowMicros)) {
            throw Parameters.wrong(DATE, date, SendTimes.RULE);
        }
        return new SendPlan(planned, null);
    }
}
