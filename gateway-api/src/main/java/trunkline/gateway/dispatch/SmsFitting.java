package trunkline.gateway.dispatch;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Transliterate;

/** Whether an SMS is short enough for its way, and what it takes there. */
final class SmsFitting {

    /** An SMS that was counted, or why there is none. */
    sealed interface Outcome {

        record Fits(Content.Sms sms) implements Outcome {}

        record Unfit(IntakeOutcome.Refused refused) implements Outcome {}
    }

    /** Characters that one segment has room for at most. */
    private static final int SEGMENT_CHARACTERS = 160;

    private final SmsMeter meter;
    private final Intake.Rules rules;

    SmsFitting(SmsMeter meter, Intake.Rules rules) {
        this.meter = meter;
        this.rules = rules;
    }

    /** @param asked null for what is configured */
    Outcome fit(Account account, String way, Content.Sms content, @Nullable Transliterate asked) {
        // what is far too long stays so: it is not worth the work
        boolean hopeless =
                content instanceof Content.Text text && text.text().length() > rules.segmentsMax() * SEGMENT_CHARACTERS;
        Transliterate transliterate = asked == null ? rules.transliterate().of(account.name()) : asked;
        SmsMeter.Measured measured = meter.measure(way, content, hopeless ? Transliterate.NONE : transliterate);
        if (measured instanceof SmsMeter.Unfit unfit) {
            return unfit(content, unfit.problem());
        }
        Content.Sms sms = ((SmsMeter.Fits) measured).sms();
        int segments = sms.size().segments();
        return segments > rules.segmentsMax()
                ? unfit(content, "must fit in " + rules.segmentsMax() + " segments; it takes " + segments)
                : new Outcome.Fits(sms);
    }

    /** What is not to be kept is not repeated either: the answer to a batch is kept for a day. */
    private static Outcome unfit(Content.Sms content, String rule) {
        boolean secret = content.options().dropsBody();
        return new Outcome.Unfit(
                content instanceof Content.Binary binary
                        ? new IntakeOutcome.Refused(Part.OCTETS, secret ? "" : binary.hex(), rule)
                        : new IntakeOutcome.Refused(
                                Part.TEXT, content instanceof Content.Text text && !secret ? text.text() : "", rule));
    }
}
