package trunkline.media.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import trunkline.media.Fixtures;
import trunkline.media.Programs;
import trunkline.media.Tone;
import trunkline.media.source.AudioSource;
import trunkline.media.source.RefusedException;
import trunkline.media.source.SourceLimits;

/**
 * Tones, one after the other, as an MP3 by LAME, and what is left of each: in the MP3 itself, as ffmpeg decodes it at its
 * own rate, and behind our decoder and resamplers. Needs both programs.
 */
final class ToneFigures {

    static final int[] SOURCE_RATES = {8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000};

    private static final double[] HERTZ = {
        100, 300, 500, 1000, 1700, 2400, 3000, 3400, 4200, 5000, 6000, 7000, 8400, 10_000, 12_500, 15_900, 19_900
    };
    private static final double SECONDS = 0.4;
    private static final double AMPLITUDE = 0.5;

    private ToneFigures() {}

    /**
     * What became of one tone, in decibels.
     *
     * @param sinad its power against all else
     * @param level against what was put in
     * @param energy all that came out in its place, against what was put in
     */
    record Figure(double sinad, double level, double energy) {}

    /** One tone in the MP3, and in what we make of it at 8 and at 16 kHz. */
    record Measured(double hertz, Figure inTheMp3, Figure narrow, Figure wide) {}

    static List<Measured> measure(Path directory, int sourceRate)
            throws IOException, InterruptedException, RefusedException {
        Path mp3 = make(directory, sourceRate);
        float[] own = decodedByFfmpeg(directory);
        List<Measured> measured = new ArrayList<>();
        try (AudioSource source = AudioSource.open(mp3, SourceLimits.DEFAULT, System::nanoTime)) {
            DecodedAudio decoded = DecodedAudio.read(source, SourceLimits.DEFAULT, PromptMaker.Progress.NONE);
            double[] tones = tones(sourceRate);
            for (int i = 0; i < tones.length; i++) {
                measured.add(new Measured(
                        tones[i],
                        figure(tones[i], i, own, sourceRate),
                        figure(tones[i], i, decoded.narrow(), 8000),
                        figure(tones[i], i, decoded.wide(), 16_000)));
            }
        }
        return measured;
    }

    private static Path make(Path directory, int rate) throws IOException, InterruptedException {
        double[] tones = tones(rate);
        int step = (int) (SECONDS * rate);
        short[] samples = new short[tones.length * step];
        for (int i = 0; i < tones.length; i++) {
            System.arraycopy(new Tone(tones[i], rate).shorts(AMPLITUDE, SECONDS), 0, samples, i * step, step);
        }
        Files.write(directory.resolve("tones.wav"), Fixtures.wav16(1, rate, samples));
        String kilobits = rate >= 32_000 ? "256" : rate >= 16_000 ? "160" : "64"; // the most that each MPEG version has
        String kilohertz = String.valueOf(rate / 1000.0);
        Programs.run(
                directory,
                ("lame --quiet -b " + kilobits + " -q 0 -m m --lowpass -1 --resample " + kilohertz
                                + " tones.wav tones.mp3")
                        .split(" "));
        return directory.resolve("tones.mp3");
    }

    private static float[] decodedByFfmpeg(Path directory) throws IOException, InterruptedException {
        Programs.run(directory, "ffmpeg -v error -y -i tones.mp3 -f f32le tones.f32".split(" "));
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("tones.f32")))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[octets.remaining() / Float.BYTES];
        octets.asFloatBuffer().get(samples);
        return samples;
    }

    private static double[] tones(int rate) {
        return Arrays.stream(HERTZ).filter(hertz -> hertz < 0.47 * rate).toArray();
    }

    /** Of the middle of the tone with this index, where neither neighbour is heard through the decoder's filters. */
    private static Figure figure(double hertz, int index, float[] samples, int rate) {
        int from = (int) ((index + 0.3) * SECONDS * rate);
        int to = (int) ((index + 0.8) * SECONDS * rate);
        var tone = new Tone(hertz, rate);
        return new Figure(
                tone.sinad(samples, from, to),
                Tone.decibels(tone.amplitude(samples, from, to) / AMPLITUDE),
                Tone.decibels(Tone.rms(samples, from, to) * Math.sqrt(2) / AMPLITUDE));
    }
}
