package trunkline.media.prompt;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import trunkline.media.codec.Codec;
import trunkline.media.source.SourceLimits;

/** How near speech that was an MP3 comes to the speech that it was made of. */
final class SpeechFigures {

    private static final int SEGMENT_MILLIS = 20;

    /** Segments softer than this in 16-bit units are pauses. */
    private static final double PAUSE_RMS = 200;

    private SpeechFigures() {}

    /** The prompt of {@code file}, neither levelled nor trimmed. */
    static Prompt prompt(Path file, Path target) throws IOException {
        PromptResult result = new PromptMaker(SourceLimits.DEFAULT, LevelSettings.UNCHANGED, System::nanoTime)
                .make(file, target, PromptMaker.Progress.NONE);
        return ((PromptResult.Made) result).prompt();
    }

    /**
     * Mean signal-to-noise ratio of the segments of 20 ms with speech in them, decibels. An encoder that makes all of it
     * softer or louder by one factor is forgiven.
     */
    static double segmentalSignalToNoise(Prompt prompt, Codec codec, float[] ideal) {
        short[] heard = requireNonNull(prompt.audio(codec)).decode();
        int segment = SEGMENT_MILLIS * codec.sampleRate() / 1000;
        double gain = bestGain(heard, ideal, codec.delaySamples());
        double sum = 0;
        int segments = 0;
        int length = Math.min(ideal.length, heard.length - codec.delaySamples());
        for (int start = 0; start + segment <= length; start += segment) {
            double signal = 0;
            double noise = 0;
            for (int i = start; i < start + segment; i++) {
                double difference = ideal[i] - gain * heard[i + codec.delaySamples()];
                signal += (double) ideal[i] * ideal[i];
                noise += difference * difference;
            }
            if (Math.sqrt(signal / segment) > PAUSE_RMS / 32_768) {
                sum += 10 * Math.log10(signal / noise);
                segments++;
            }
        }
        return sum / segments;
    }

    private static double bestGain(short[] heard, float[] ideal, int delay) {
        double product = 0;
        double energy = 0;
        for (int i = 0; i < Math.min(ideal.length, heard.length - delay); i++) {
            product += (double) heard[i + delay] * ideal[i];
            energy += (double) heard[i + delay] * heard[i + delay];
        }
        return product / energy;
    }
}
