package trunkline.gateway.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;

/**
 * The names of all events there are: {@code sms.delivered}, {@code voice.ringing} and so on, one for each state that a
 * message can come to; those of clicks, of what phones send, and of accounts.
 */
public final class EventKinds {

    /** What an endpoint is sent to see whether it works. Nobody can ask for it, or leave it out. */
    public static final String TEST = "webhook.test";

    /** The link in an SMS that is sent until then was clicked. */
    public static final String SMS_CLICKED = "sms.clicked";

    /** An SMS will not be sent again, for another reason than a click. */
    public static final String SMS_REPEAT_ENDED = "sms.repeat-ended";

    /** The callee pressed a key of a menu, and the call goes on. */
    public static final String VOICE_KEY = "voice.key";

    /** A ladder has begun a step, or left it out. */
    public static final String LADDER_STEP = "ladder.step";

    /** A message from a phone was given. */
    public static final String INBOUND_RECEIVED = "inbound.received";
    /** A phone wants no more SMS of a sender. */
    public static final String OPT_OUT_ADDED = "opt-out.added";
    /** It wants them again, or an operator says so. */
    public static final String OPT_OUT_REMOVED = "opt-out.removed";

    /** An account may not send until an operator lifts it. */
    public static final String ACCOUNT_PAUSED = "account.paused";
    /** It may send again. */
    public static final String ACCOUNT_RESUMED = "account.resumed";

    private static final Map<MessageState, String> OF_STATES = ofStates();
    private static final List<String> ALL = Stream.concat(
                    Stream.concat(OF_STATES.values().stream(), ofLadders()),
                    Stream.of(
                            SMS_CLICKED,
                            SMS_REPEAT_ENDED,
                            VOICE_KEY,
                            LADDER_STEP,
                            INBOUND_RECEIVED,
                            OPT_OUT_ADDED,
                            OPT_OUT_REMOVED,
                            ACCOUNT_PAUSED,
                            ACCOUNT_RESUMED))
            .sorted()
            .toList();

    private EventKinds() {}

    private static Map<MessageState, String> ofStates() {
        Map<MessageState, String> kinds = new HashMap<>();
        for (MessageState state : SmsState.values()) {
            kinds.put(state, "sms." + state.label());
        }
        for (MessageState state : VoiceState.values()) {
            kinds.put(state, "voice." + state.label());
        }
        return Map.copyOf(kinds);
    }

    private static Stream<String> ofLadders() {
        return Stream.of(LadderState.values())
                .filter(state -> state != LadderState.RUNNING)
                .map(EventKinds::of);
    }

    /** The event of a ladder that has ended so. */
    public static String of(LadderState state) {
        return "ladder." + state.label();
    }

    /** The event of a message that has come to {@code state}. */
    public static String of(MessageState state) {
        return Objects.requireNonNull(OF_STATES.get(state));
    }

    /** All that can be asked for, by name. */
    public static List<String> all() {
        return ALL;
    }

    /** What stands before the dot: {@code sms}, {@code voice}, {@code inbound}, {@code opt-out}, {@code account}. */
    static List<String> families() {
        List<String> families = new ArrayList<>();
        for (String kind : ALL) {
            String family = kind.substring(0, kind.indexOf('.'));
            if (!families.contains(family)) {
                families.add(family);
            }
        }
        return families;
    }
}
