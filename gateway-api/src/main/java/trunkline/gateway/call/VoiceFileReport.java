package trunkline.gateway.call;

import java.util.List;

/**
 * What became of an uploaded voice file: for the person who sent it.
 *
 * @param source what was sent
 * @param durationMillis how long it plays
 * @param trimmedBeforeMillis silence cut at its beginning
 * @param trimmedAfterMillis and at its end
 * @param level how loud it was, and is
 * @param clipping what full scale cost
 * @param forms what calls may play it as
 */
public record VoiceFileReport(
        Source source,
        long durationMillis,
        long trimmedBeforeMillis,
        long trimmedAfterMillis,
        Level level,
        Clipping clipping,
        List<Form> forms) {

    /**
     * What was sent.
     *
     * @param format such as MP3 or WAV PCM 16
     * @param sampleRate samples a second
     */
    public record Source(String format, int sampleRate, int channels, long durationMillis) {}

    /**
     * Active speech level, −100 for silence (RFC 7874 §4).
     *
     * @param beforeDbm0 as it was sent
     * @param afterDbm0 as it is played
     * @param gainDecibels what was done
     * @param speechShare part of the time in which somebody speaks, 0 to 1
     */
    public record Level(double beforeDbm0, double afterDbm0, double gainDecibels, double speechShare) {

        /** The level of nothing. */
        public static final double SILENCE = -100;
    }

    /**
     * Samples at the end of the scale.
     *
     * @param clippedSamples cut off at full scale already when they were sent
     * @param limitedSamples that were made softer here so that a peak fits
     */
    public record Clipping(long clippedSamples, long limitedSamples) {}

    /**
     * One form that the file is kept in.
     *
     * @param codec its name in SDP
     * @param sampleRate samples a second
     * @param signalToNoiseDecibels of what is heard against what was encoded
     */
    public record Form(String codec, int sampleRate, double signalToNoiseDecibels) {}
}
