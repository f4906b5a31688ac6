package trunkline.gateway.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a voice message is to be played; what is null is left to the trunk.
 *
 * @param plays how often the prompt is played, 1 to {@link #PLAYS_MAX}
 * @param pause between two plays, zero to {@link #PAUSE_MAX}
 * @param confirm the key by which the callee confirms it: 0 to 9, * or #; null if none is asked for
 */
public record VoiceOptions(@Nullable Integer plays, @Nullable Duration pause, @Nullable String confirm) {

    public static final int PLAYS_MAX = 20;
    public static final Duration PAUSE_MAX = Duration.ofSeconds(30);
    /** What keys there are. */
    public static final String KEYS = "0123456789*#";

    /** Nothing is asked for. */
    public static final VoiceOptions NONE = new VoiceOptions(null, null, null);
}
