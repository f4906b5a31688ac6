package trunkline.gateway.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.Transliterate;

/**
 * One step of a ladder as it was asked for.
 *
 * @param from whom the recipient sees
 * @param to the recipient
 * @param content what he gets: a text without the link; a voice file whose prompt is found when the step begins
 * @param validity of an SMS, if it was given
 * @param transliterate of an SMS, if it was given
 * @param plan when it is sent at the earliest, its name, and its hours
 * @param goal what makes further steps needless
 * @param patience how long that is waited for, from when it may leave
 * @param linkTarget where the link of {@link Goal#CLICKED} leads; null for nowhere
 */
public record LadderStep(
        Sender from,
        PhoneNumber to,
        Content content,
        @Nullable Duration validity,
        @Nullable Transliterate transliterate,
        SendPlan plan,
        Goal goal,
        Duration patience,
        @Nullable String linkTarget) {

    public static final int STEPS_MAX = 10;
    /** Seconds of {@link #patience} at most: a week. */
    public static final int SECONDS_MAX = 7 * 24 * 3_600;

    /** The same with this for its recipient to get. */
    public LadderStep with(Content other) {
        return new LadderStep(from, to, other, validity, transliterate, plan, goal, patience, linkTarget);
    }

    /** Whether it is a call. */
    public boolean isVoice() {
        return content instanceof Content.Voice;
    }
}
