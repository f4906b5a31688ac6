package trunkline.gateway.dispatch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;

/**
 * Takes back messages: at once where nothing has left, else by asking who has them. What is reported is what happened.
 * Thread-safe.
 */
public final class Cancelling {

    /** What came of it. */
    public sealed interface Outcome {

        /** There is no such message. */
        record Unknown() implements Outcome {}

        /** It will not arrive. */
        record Cancelled() implements Outcome {}

        /** It is too late. */
        record TooLate(MessageState state, String why) implements Outcome {}
    }

    private static final String AT_SMSC = "cancelled by its sender, at the SMSC";

    private final MessageStore store;
    private final SmsWire wire;
    private final VoiceDesk calls;

    public Cancelling(MessageStore store, SmsWire wire, VoiceDesk calls) {
        this.store = store;
        this.wire = wire;
        this.calls = calls;
    }

    /** Takes back the message of this account. */
    public CompletableFuture<Outcome> cancel(long account, MessageId id) {
        return store.cancel(account, id).thenCompose(outcome -> {
            if (outcome instanceof CancelOutcome.HandedOver handed) {
                return askWhoHasIt(account, handed.message());
            }
            return CompletableFuture.completedFuture(outcome(outcome));
        });
    }

    private static Outcome outcome(CancelOutcome outcome) {
        if (outcome instanceof CancelOutcome.Over over) {
            return over.state().label().equals(SmsState.CANCELLED.label())
                    ? new Outcome.Cancelled()
                    : new Outcome.TooLate(over.state(), "it has ended before");
        }
        return outcome instanceof CancelOutcome.Cancelled ? new Outcome.Cancelled() : new Outcome.Unknown();
    }

    private CompletableFuture<Outcome> askWhoHasIt(long account, OutboundMessage message) {
        return store.find(account, message.id()).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(new Outcome.Unknown());
            }
            MessageReport report = found.get();
            MessageState state = report.progress().state();
            if (message.request().content() instanceof Content.Voice) {
                return calls.hangUp(message).thenApply(ended -> ended.map(Cancelling::hungUp)
                        .orElseGet(() -> new Outcome.TooLate(state, "its call is ending at this moment")));
            }
            if (report.segments().isEmpty()) {
                return CompletableFuture.completedFuture(
                        new Outcome.TooLate(state, "it is on its way to the SMSC at this moment"));
            }
            return wire.withdraw(message, report.segments()).thenCompose(withdrawal -> end(message, state, withdrawal));
        });
    }

    private static Outcome hungUp(VoiceState state) {
        return state == VoiceState.CANCELLED
                ? new Outcome.Cancelled()
                : new Outcome.TooLate(state, "its call ended before it could be hung up");
    }

    private CompletableFuture<Outcome> end(OutboundMessage message, MessageState state, SmsWire.Consent withdrawal) {
        if (withdrawal instanceof SmsWire.Consent.Refused refused) {
            return CompletableFuture.completedFuture(new Outcome.TooLate(state, refused.why()));
        }
        return store.end(List.of(new Ending(message.key(), SmsState.CANCELLED, AT_SMSC)))
                .thenApply(ended -> new Outcome.Cancelled());
    }
}
