package trunkline.gateway.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.message.Content;
import trunkline.gateway.store.Change;
import trunkline.gateway.store.ChangeOutcome;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;

/** Has messages that wait for their time be sent at another one, or with another text. Thread-safe. */
public final class Rescheduling {

    /** What came of it. */
    public sealed interface Outcome {

        /** It cannot be sent like this: nothing was changed. */
        record Refused(IntakeOutcome.Refused refused) implements Outcome {}

        /** What the store says. */
        record Told(ChangeOutcome outcome) implements Outcome {}
    }

    private final MessageStore store;
    private final SmsFitting fitting;
    private final LongSupplier nowMicros;

    /** @param nowMicros the time, microseconds since 1970 in UTC */
    public Rescheduling(MessageStore store, SmsMeter meter, Intake.Rules rules, LongSupplier nowMicros) {
        this.store = store;
        this.fitting = new SmsFitting(meter, rules);
        this.nowMicros = nowMicros;
    }

    /**
     * Changes a message of this account.
     *
     * @param sendAtMicros its new time, microseconds since 1970 in UTC; null for the one it has
     * @param text its new text; null for the one it has, and of a voice message
     */
    public CompletableFuture<Outcome> change(
            Account account, MessageReport report, @Nullable Long sendAtMicros, @Nullable String text) {
        if (sendAtMicros != null && !SendTimes.isAllowed(sendAtMicros, nowMicros.getAsLong())) {
            return refused(new IntakeOutcome.Refused(Part.SEND_TIME, SendTimes.text(sendAtMicros), SendTimes.RULE));
        }
        Content.Sms sms = null;
        if (text != null && report.message().request().content() instanceof Content.Sms before) {
            Content.Text next = new Content.Text(text, before.options(), before.size());
            SmsFitting.Outcome fit = fitting.fit(account, report.message().way(), next, null);
            if (fit instanceof SmsFitting.Outcome.Unfit unfit) {
                return refused(unfit.refused());
            }
            sms = ((SmsFitting.Outcome.Fits) fit).sms();
        }
        return store.change(account.id(), report.message().id(), new Change(sendAtMicros, sms))
                .thenApply(Outcome.Told::new);
    }

    private static CompletableFuture<Outcome> refused(IntakeOutcome.Refused refused) {
        return CompletableFuture.completedFuture(new Outcome.Refused(refused));
    }
}
