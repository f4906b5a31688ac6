package trunkline.media.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import trunkline.media.codec.Codec;
import trunkline.media.codec.WavOctets;
import trunkline.media.source.AudioSource;
import trunkline.media.source.RefusedException;
import trunkline.media.source.Resampler;
import trunkline.media.source.SourceLimits;

/**
 * The figures of {@code docs/audio.md}, computed as the tests compute them. Driven by {@code bench/audio.sh}, which makes
 * the files.
 */
public final class AudioFigures {

    private static final int FINER = 8;

    private AudioFigures() {}

    /** {@code tones DIRECTORY}, {@code speech DIRECTORY NAME}, or {@code wav MP3 WAV}: that file at 8 kHz, 16 bits. */
    public static void main(String[] args) throws IOException, InterruptedException, RefusedException {
        switch (args[0]) {
            case "tones" -> tones(Path.of(args[1]));
            case "speech" -> speech(Path.of(args[1]), args[2]);
            default -> wav(Path.of(args[1]), Path.of(args[2]));
        }
    }

    private static void tones(Path directory) throws IOException, InterruptedException, RefusedException {
        for (int rate : ToneFigures.SOURCE_RATES) {
            List<ToneFigures.Measured> all = ToneFigures.measure(directory, rate);
            List<ToneFigures.Measured> speech =
                    all.stream().filter(tone -> tone.hertz() <= 3000).toList();
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.1f to %.1f | %.1f to %.1f | %.1f to %.1f | %+.2f | %s | %s |%n",
                    rate,
                    least(speech, tone -> tone.inTheMp3().sinad()),
                    most(speech, tone -> tone.inTheMp3().sinad()),
                    least(speech, tone -> tone.narrow().sinad()),
                    most(speech, tone -> tone.narrow().sinad()),
                    least(speech, tone -> tone.wide().sinad()),
                    most(speech, tone -> tone.wide().sinad()),
                    all.stream()
                            .filter(tone -> tone.hertz() == 3400)
                            .mapToDouble(tone ->
                                    tone.narrow().level() - tone.inTheMp3().level())
                            .sum(),
                    alias(all, 4200, tone -> tone.narrow().energy()),
                    alias(all, 8400, tone -> tone.wide().energy()));
        }
    }

    private static String alias(
            List<ToneFigures.Measured> all, double from, ToDoubleFunction<ToneFigures.Measured> energy) {
        List<ToneFigures.Measured> above =
                all.stream().filter(tone -> tone.hertz() >= from).toList();
        return above.isEmpty() ? "–" : String.format(Locale.ROOT, "%.0f", most(above, energy));
    }

    private static double least(List<ToneFigures.Measured> tones, ToDoubleFunction<ToneFigures.Measured> value) {
        return tones.stream().mapToDouble(value).min().orElseThrow();
    }

    private static double most(List<ToneFigures.Measured> tones, ToDoubleFunction<ToneFigures.Measured> value) {
        return tones.stream().mapToDouble(value).max().orElseThrow();
    }

    /** Beside our own, what mpg123 made of the same MP3: {@code fine.wav} and {@code ntom.wav}, 8 kHz. */
    private static void speech(Path directory, String name) throws IOException {
        Prompt prompt = SpeechFigures.prompt(directory.resolve("speech.mp3"), directory.resolve("speech.prompt"));
        float[] narrow = ideal(directory, 8000);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f |",
                name,
                figure(prompt, Codec.PCMA, narrow),
                figure(prompt, Codec.PCMU, narrow),
                figure(prompt, Codec.G722, ideal(directory, 16_000)));
        for (String other : new String[] {"fine.wav", "ntom.wav"}) {
            Prompt theirs = SpeechFigures.prompt(directory.resolve(other), directory.resolve("other.prompt"));
            System.out.printf(Locale.ROOT, " %.1f |", figure(theirs, Codec.PCMA, narrow));
        }
        System.out.println();
    }

    /** Small files do not say how far their encoder is behind, and programs differ in that: so it is found first. */
    private static double figure(Prompt prompt, Codec codec, float[] ideal) {
        short[] heard = Objects.requireNonNull(prompt.audio(codec)).decode();
        float[] fine = Resampler.all(ideal, codec.sampleRate(), FINER * codec.sampleRate());
        int best = 0;
        double most = 0;
        for (int lag = -FINER * 100; lag <= FINER * codec.sampleRate() / 4; lag++) {
            double product = 0;
            for (int i = 0; i < ideal.length; i += 3) {
                product += heard[Math.min(i, heard.length - 1)] * at(fine, FINER * i - lag);
            }
            if (product > most) {
                most = product;
                best = lag - FINER * codec.delaySamples();
            }
        }
        float[] moved = new float[ideal.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) at(fine, FINER * i - best);
        }
        return SpeechFigures.segmentalSignalToNoise(prompt, codec, moved);
    }

    private static double at(float[] samples, int index) {
        return index < 0 || index >= samples.length ? 0 : samples[index];
    }

    private static float[] ideal(Path directory, int rate) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("ideal-" + rate + ".f32")))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[octets.remaining() / Float.BYTES];
        octets.asFloatBuffer().get(samples);
        return samples;
    }

    private static void wav(Path mp3, Path wav) throws IOException, RefusedException {
        try (AudioSource source = AudioSource.open(mp3, SourceLimits.DEFAULT, System::nanoTime)) {
            float[] narrow = DecodedAudio.read(source, SourceLimits.DEFAULT, PromptMaker.Progress.NONE)
                    .narrow();
            short[] samples = new short[narrow.length];
            new Pcm(narrow, 0, narrow.length).copy(0, narrow.length, samples);
            Files.write(wav, WavOctets.of(samples, 8000));
        }
    }
}
