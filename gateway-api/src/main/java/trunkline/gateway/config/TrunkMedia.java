package trunkline.gateway.config;

import java.time.Duration;

/**
 * What the audio of a trunk's calls is like; keys of its entry under {@code trunks}.
 *
 * @param ptimeMillis audio per packet that we ask for
 * @param srtp whether audio must be encrypted; if not, it never is
 * @param rtcpMux whether reports may share the audio's port
 * @param symmetric whether audio goes to where the trunk's comes from
 * @param silentAfter nothing heard for this long ends the call; zero for never
 * @param tones whether keys are also looked for in the audio
 */
public record TrunkMedia(
        int ptimeMillis, boolean srtp, boolean rtcpMux, boolean symmetric, Duration silentAfter, boolean tones) {

    private static final int PTIME_MILLIS = 20;
    private static final int PTIME_MILLIS_MIN = 10;
    private static final int PTIME_MILLIS_MAX = 60;
    private static final Duration SILENT_MAX = Duration.ofHours(1);

    static TrunkMedia read(Section section) {
        return new TrunkMedia(
                section.read(
                        "ptime", "must be 10, 20, 30, 40, 50 or 60", Section.Fallback.ofDefault(PTIME_MILLIS), text -> {
                            Integer millis = Values.integer(text, PTIME_MILLIS_MIN, PTIME_MILLIS_MAX);
                            return millis == null || millis % PTIME_MILLIS_MIN != 0 ? null : millis;
                        }),
                section.flag("srtp", false),
                section.flag("rtcp-mux", false),
                section.flag("symmetric-rtp", false),
                OnOff.read(section, "media-timeout", SILENT_MAX),
                section.flag("dtmf-in-audio", false));
    }
}
