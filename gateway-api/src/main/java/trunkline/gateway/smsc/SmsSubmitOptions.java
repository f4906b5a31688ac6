package trunkline.gateway.smsc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import trunkline.gateway.config.EncodingConfig.Times;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsOptions.Handling;
import trunkline.smpp.session.SmppTime;
import trunkline.smpp.session.SubmitOptions;

/** What a message asks of its SMSC, as the fields of its submit_sm. */
final class SmsSubmitOptions {

    /** A receipt of success and of failure (SMPP 3.4 §5.2.17). */
    private static final int RECEIPT_WANTED = 1;

    private SmsSubmitOptions() {}

    /**
     * The options of {@code message}, made anew at each submit if they tell a span from then.
     *
     * @param nowMicros the time, microseconds since 1970 in UTC
     */
    static Supplier<SubmitOptions> of(OutboundMessage message, Times times, LongSupplier nowMicros) {
        Handling handling =
                ((Content.Sms) message.request().content()).options().handling();
        if (handling.equals(Handling.NONE)) {
            return () -> SubmitOptions.WITH_RECEIPT;
        }
        if (times == Times.RELATIVE) {
            return () -> {
                long now = nowMicros.getAsLong();
                return options(
                        message, handling, micros -> SmppTime.relative(Duration.of(micros - now, ChronoUnit.MICROS)));
            };
        }
        SubmitOptions options =
                options(message, handling, micros -> SmppTime.absolute(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
        return () -> options;
    }

    private interface TimeForm {
        String write(long micros);
    }

    private static SubmitOptions options(OutboundMessage message, Handling handling, TimeForm form) {
        long deliverAt = handling.deliverAtMicros();
        return new SubmitOptions(
                "",
                handling.protocolId(),
                handling.priority(),
                RECEIPT_WANTED,
                new SubmitOptions.Times(
                        deliverAt == 0 ? "" : form.write(deliverAt),
                        handling.tellValidity() ? form.write(message.expiresAtMicros()) : ""));
    }
}
