package trunkline.gateway.config;

import java.time.Duration;
import trunkline.gateway.message.VoiceOptions;

/**
 * How calls of a trunk play, where the message does not say; keys of its entry under {@code trunks}.
 *
 * @param startAfter from the answer to the prompt: for gateways that answer while it still rings; zero for at once
 * @param plays how often the prompt is played
 * @param pause between two plays
 * @param confirmWait after the last play, for the key that was asked for
 */
public record TrunkPlay(Duration startAfter, int plays, Duration pause, Duration confirmWait) {

    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CONFIRM_WAIT = Duration.ofSeconds(5);

    static TrunkPlay read(Section section) {
        return new TrunkPlay(
                OnOff.read(section, "start-after", START_MAX),
                section.integer("plays", 1, 1, VoiceOptions.PLAYS_MAX),
                upToPause(section, "pause", PAUSE),
                upToPause(section, "confirm-wait", CONFIRM_WAIT));
    }

    private static Duration upToPause(Section section, String key, Duration fallback) {
        Duration max = VoiceOptions.PAUSE_MAX;
        return section.read(
                key, "must be a duration of up to " + Values.write(max), Section.Fallback.ofDefault(fallback), text -> {
                    Duration duration = Values.duration(text);
                    return duration == null || duration.compareTo(max) > 0 ? null : duration;
                });
    }
}
