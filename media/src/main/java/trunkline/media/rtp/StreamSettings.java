package trunkline.media.rtp;

import java.time.Duration;

/**
 * What one stream makes of its other side.
 *
 * @param silentAfter nothing heard for this long, neither audio nor a report, fails the stream; zero for never
 * @param learnsSource whether packets go to where the other side's packets come from, if that is another port of the
 *     negotiated address: one behind a NAT does not know what it looks like from here. Learned once
 * @param hearsTones whether keys are also looked for in the audio, for peers that send no events
 * @param hearsSounds whether its owner is told of a voice and of beeps in the audio
 */
public record StreamSettings(Duration silentAfter, boolean learnsSource, boolean hearsTones, boolean hearsSounds) {

    public static final StreamSettings DEFAULT = new StreamSettings(Duration.ZERO, false, false, false);

    public StreamSettings {
        if (silentAfter.isNegative()) {
            throw new IllegalArgumentException("silentAfter '" + silentAfter + "': must not be negative");
        }
    }

    long silentNanos() {
        return silentAfter.isZero() ? Long.MAX_VALUE : silentAfter.toNanos();
    }
}
