package trunkline.gateway.dispatch;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import trunkline.gateway.message.OutboundMessage;

/**
 * What to do with a segment that left and was not answered: nobody knows whether the SMSC has it.
 *
 * @param choice what to do
 * @param pause how long {@link Choice#WAIT_THEN_RESEND} waits
 */
public record AmbiguityRule(Choice choice, Duration pause) {

    /** Sent again: at least once. */
    public static final AmbiguityRule RESEND = new AmbiguityRule(Choice.RESEND, Duration.ofMinutes(2));

    /** What can be done. */
    public enum Choice {
        /** Send it again after the usual rest: it arrives at least once. */
        RESEND,
        /** Do not send it again: it arrives at most once. */
        HOLD,
        /** Give a late response or a receipt the time to come, then send it again. */
        WAIT_THEN_RESEND;

        /** Its name in the configuration. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * When the message is taken up again, microseconds since 1970 in UTC; to be ended if that is when its validity ends.
     *
     * @param restMicros the usual rest
     */
    long againAtMicros(OutboundMessage message, long nowMicros, long restMicros) {
        return switch (choice) {
            case RESEND -> nowMicros + restMicros;
            case WAIT_THEN_RESEND -> nowMicros + TimeUnit.NANOSECONDS.toMicros(pause.toNanos());
            case HOLD -> message.expiresAtMicros();
        };
    }
}
