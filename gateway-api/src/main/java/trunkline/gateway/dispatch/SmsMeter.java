package trunkline.gateway.dispatch;

import trunkline.gateway.message.Content;
import trunkline.gateway.message.Transliterate;

/** Tells what an SMS takes on its way, before it is accepted. Thread-safe. */
public interface SmsMeter {

    /** What was found. */
    sealed interface Measured {}

    /** It can be sent: {@code sms} is what will be sent, with what that takes. */
    record Fits(Content.Sms sms) implements Measured {}

    /** It cannot be sent; {@code problem} is the rule that it breaks. */
    record Unfit(String problem) implements Measured {}

    /**
     * What {@code sms} takes as {@code way} sends it.
     *
     * @param transliterate which characters may be replaced by like ones where that makes it shorter; what was replaced
     *     stands in the size of the result
     */
    Measured measure(String way, Content.Sms sms, Transliterate transliterate);

    /** How {@code way} would encode and split {@code text}; the basic settings hold for a way that there is not. */
    SmsExplanation.Outcome explain(String way, Content.Text text, Transliterate transliterate);
}
