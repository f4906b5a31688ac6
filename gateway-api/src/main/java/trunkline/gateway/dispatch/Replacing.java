package trunkline.gateway.dispatch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.Transliterate;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;

/** Puts another text into the place of one that an SMSC has and has not delivered. Thread-safe. */
public final class Replacing {

    /** What came of it. */
    public sealed interface Outcome {

        /** The SMSC has taken it. */
        record Replaced() implements Outcome {}

        /** The text itself breaks a rule. */
        record Unfit(String problem) implements Outcome {}

        /** The first text stays. */
        record Kept(MessageState state, String why) implements Outcome {}
    }

    private final MessageStore store;
    private final SmsMeter meter;
    private final SmsWire wire;

    public Replacing(MessageStore store, SmsMeter meter, SmsWire wire) {
        this.store = store;
        this.meter = meter;
        this.wire = wire;
    }

    /** Replaces the text of the SMS that {@code report} tells of; its options stay what they were. */
    public CompletableFuture<Outcome> replace(MessageReport report, String text) {
        String why = whyNot(report);
        if (why != null || !(report.message().request().content() instanceof Content.Text before)) {
            return kept(report, why == null ? "it is not a text" : why);
        }
        Content.Text asked = before.with(text);
        SmsMeter.Measured measured = meter.measure(report.message().way(), asked, Transliterate.NONE);
        if (measured instanceof SmsMeter.Unfit unfit) {
            return CompletableFuture.completedFuture(new Outcome.Unfit(unfit.problem()));
        }
        Content.Text after = asked.with(((SmsMeter.Fits) measured).sms().size());
        return wire.replace(report.message(), report.segments().get(0), after)
                .thenCompose(consent -> consent instanceof SmsWire.Consent.Refused refused
                        ? kept(report, refused.why())
                        : store.recordReplaced(report.message().key(), after)
                                .thenApply(recorded -> new Outcome.Replaced()));
    }

    private static CompletableFuture<Outcome> kept(MessageReport report, String why) {
        return CompletableFuture.completedFuture(
                new Outcome.Kept(report.progress().state(), why));
    }

    private static @Nullable String whyNot(MessageReport report) {
        List<SegmentProgress> segments = report.segments();
        if (report.progress().state().isFinal()) {
            return "it has ended before";
        }
        if (report.message().request().content() instanceof Content.Dropped) {
            return "its text was not kept, by which the SMSC has to be told how the new one differs";
        }
        if (segments.isEmpty() || segments.get(0).state() == SegmentState.PENDING) {
            return "its SMSC does not have it yet";
        }
        return segments.size() > 1 ? "replace_sm takes one segment, and the message has " + segments.size() : null;
    }
}
