package trunkline.gateway.store;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;

/** What a step of a ladder is to reach, so that no further one is needed. */
public enum Goal {
    /** The link in the SMS was clicked. */
    CLICKED(LadderState.CLICKED, false),
    /** A handset has the SMS. */
    DELIVERED(LadderState.DELIVERED, false),
    /** The call was answered and the prompt played. */
    PLAYED(LadderState.PLAYED, true),
    /** The callee pressed the key that was asked for. */
    CONFIRMED(LadderState.CONFIRMED, true);

    private final LadderState end;
    private final boolean voice;

    Goal(LadderState end, boolean voice) {
        this.end = end;
        this.voice = voice;
    }

    /** What a ladder has come to that has reached it. */
    public LadderState end() {
        return end;
    }

    /** Those of SMS, or of voice messages. */
    public static List<Goal> of(boolean voice) {
        return List.of(values()).stream().filter(goal -> goal.voice == voice).toList();
    }

    /** What the ladder has come to by this state of the step's message; null if it goes on. */
    public @Nullable LadderState reachedBy(MessageState state) {
        return switch (this) {
            case CLICKED -> null; // a click is no state
            case DELIVERED -> state == SmsState.DELIVERED ? LadderState.DELIVERED : null;
            case PLAYED ->
                state == VoiceState.CONFIRMED
                        ? LadderState.CONFIRMED
                        : state == VoiceState.PLAYED ? LadderState.PLAYED : null;
            case CONFIRMED -> state == VoiceState.CONFIRMED ? LadderState.CONFIRMED : null;
        };
    }

    /** Whether waiting makes no sense any more: the message has ended without it. */
    public boolean isOutOfReach(MessageState state) {
        boolean mayBeRead = state == SmsState.DELIVERED || state == SmsState.UNKNOWN;
        return state.isFinal() && !(this == CLICKED && mayBeRead);
    }

    /** Its name in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
