package trunkline.gateway.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.Transliterate;

/**
 * An SMS as somebody asks for it. What is null is left to the configuration.
 *
 * @param from whom the recipient sees
 * @param to the recipient
 * @param content what he gets, not counted yet
 * @param validity how long it is worth delivering; if given, the SMSC is told too
 * @param transliterate which characters may be replaced by like ones where that makes it shorter
 * @param plan when it is to be sent
 */
public record SmsDraft(
        Sender from,
        PhoneNumber to,
        Content.Sms content,
        @Nullable Duration validity,
        @Nullable Transliterate transliterate,
        SendPlan plan) {

    /** The same with another content. */
    public SmsDraft with(Content.Sms other) {
        return new SmsDraft(from, to, other, validity, transliterate, plan);
    }

    /** The same with its text kept, or not; null for what is configured. */
    public SmsDraft storingBody(@Nullable Boolean stores) {
        return with(content.with(content.options().storingBody(stores)));
    }

    /** The same at another time. */
    public SmsDraft with(SendPlan other) {
        return new SmsDraft(from, to, content, validity, transliterate, other);
    }

    /** A text, all else as configured. */
    public static SmsDraft of(Sender from, PhoneNumber to, String text) {
        return new SmsDraft(from, to, Content.Text.of(text), null, null, SendPlan.NOW);
    }
}
