package trunkline.gateway.config;

import java.time.Duration;
import trunkline.gateway.message.VoiceOptions;

/**
 * How calls of a trunk play, where the message does not say; keys of its entry under {@code trunks}.
 *
 * @param startAfter from the answer to the prompt: for gateways that answer while it still rings; zero for at once
 * @param startAtVoice whether the prompt begins before that where somebody is heard
 * @param afterBeep whether the prompt begins again after the beep of an answering machine
 * @param plays how often the prompt is played
 * @param pause between two plays
 * @param confirmWait after the last play, for the key that was asked for
 */
public record TrunkPlay(
        Duration startAfter, boolean startAtVoice, boolean afterBeep, int plays, Duration pause, Duration confirmWait) {

    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CONFIRM_WAIT = Duration.ofSeconds(5);

    static TrunkPlay read(Section section) {
        Duration startAfter = OnOff.read(section, "start-after", START_MAX);
        boolean startAtVoice = section.flag("start-at-voice", false);
        if (startAtVoice && startAfter.isZero()) {
            section.wrong("start-at-voice", "needs start-after beside it: how long a voice is waited for at most");
        }
        return new TrunkPlay(
                startAfter,
                startAtVoice,
                section.flag("after-beep", false),
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
