package trunkline.gateway.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a voice message is to be played; what is null is left to the trunk.
 *
 * @param plays how often the prompt is played, 1 to {@link #PLAYS_MAX}
 * @param pause between two plays, zero to {@link #PAUSE_MAX}
 * @param confirm the keys of {@link #KEYS} by any of which the callee confirms it; null if none is asked for
 * @param priority 0 to {@link #PRIORITY_MAX}: among what waits for the trunk, the highest is called first
 * @param menu what other keys play, each key once, none of {@code confirm}; empty for nothing
 */
public record VoiceOptions(
        @Nullable Integer plays,
        @Nullable Duration pause,
        @Nullable String confirm,
        int priority,
        List<MenuChoice> menu) {

    public static final int PLAYS_MAX = 20;
    public static final Duration PAUSE_MAX = Duration.ofSeconds(30);
    public static final int PRIORITY_MAX = 3;
    /** What keys there are. */
    public static final String KEYS = "0123456789*#";

    /** Without a menu. */
    public VoiceOptions(@Nullable Integer plays, @Nullable Duration pause, @Nullable String confirm, int priority) {
        this(plays, pause, confirm, priority, List.of());
    }

    /** The same with another menu. */
    public VoiceOptions with(List<MenuChoice> choices) {
        return new VoiceOptions(plays, pause, confirm, priority, choices);
    }

    /** Whether these are keys that may be asked for: each once. */
    public static boolean areKeys(String keys) {
        return !keys.isEmpty()
                && keys.chars().allMatch(key -> KEYS.indexOf(key) >= 0)
                && keys.chars().distinct().count() == keys.length();
    }

    /** The first key of {@code pressed} that confirms it; empty if none does. */
    public String confirmedBy(String pressed) {
        String asked = confirm == null ? "" : confirm;
        return pressed.chars()
                .filter(key -> asked.indexOf(key) >= 0)
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("");
    }

    /** Nothing is asked for. */
    public static final VoiceOptions NONE = new VoiceOptions(null, null, null, 0);

    public VoiceOptions {
        menu = List.copyOf(menu);
        if (priority < 0 || priority > PRIORITY_MAX) {
            throw new IllegalArgumentException("'priority' is " + priority + ": must be 0 to " + PRIORITY_MAX);
        }
    }
}
