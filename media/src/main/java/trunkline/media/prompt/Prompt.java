package trunkline.media.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.level.SpeechLevel;
import trunkline.media.source.Resampler;
import trunkline.media.source.SourceFormat;

/**
 * A voice file as calls play it: decoded, levelled and encoded once, shared by all of them off heap.
 *
 * <p>It is read whole when it is opened: replacing, cutting or removing the file does not disturb those who hold the
 * prompt, and the memory is given back once nobody does. Thread-safe, since it never changes.
 */
public final class Prompt {

    /** The rate that prompts are measured and levelled at, and kept at for narrow-band codecs. */
    public static final int SAMPLE_RATE = 8000;

    private final PromptReport report;
    private final Map<Codec, PromptAudio> audio;
    private final int memoryOctets;

    Prompt(PromptReport report, Map<Codec, PromptAudio> audio, int memoryOctets) {
        this.report = report;
        this.audio = audio;
        this.memoryOctets = memoryOctets;
    }

    /** Opens what {@link PromptMaker} has kept; an {@link IOException} says what is wrong with the file. */
    public static Prompt open(Path file) throws IOException {
        return PromptFile.open(file);
    }

    /** A prompt of samples at {@link #SAMPLE_RATE} as they are, in memory only; for tones and tests. */
    public static Prompt ofSamples(short[] samples) {
        float[] narrow = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            narrow[i] = samples[i] / 32_768f;
        }
        float[] wide = Resampler.all(narrow, SAMPLE_RATE, DecodedAudio.WIDE * SAMPLE_RATE);
        var bands = new Bands(new Pcm(narrow, 0, narrow.length), new Pcm(wide, 0, wide.length));
        EncodedAudio encoded = EncodedAudio.of(bands);
        var source = new SourceFormat("samples", SAMPLE_RATE, 1, samples.length);
        Map<Codec, PromptAudio> audio = new EnumMap<>(Codec.class);
        int memoryOctets = 0;
        for (var entry : encoded.octets().entrySet()) {
            byte[] octets = entry.getValue();
            memoryOctets += octets.length;
            ByteBuffer offHeap =
                    ByteBuffer.allocateDirect(octets.length).put(octets).flip();
            audio.put(entry.getKey(), new PromptAudio(entry.getKey(), offHeap, source.duration()));
        }
        var report = new PromptReport(
                source,
                source.duration(),
                Duration.ZERO,
                Duration.ZERO,
                SpeechLevel.SILENCE,
                SpeechLevel.SILENCE,
                0,
                0,
                0,
                0,
                encoded.signalToNoise());
        return new Prompt(report, audio, memoryOctets);
    }

    /** How it was made. */
    public PromptReport report() {
        return report;
    }

    public Duration duration() {
        return report.duration();
    }

    /** What it holds off heap. */
    public int memoryOctets() {
        return memoryOctets;
    }

    /** The prompt in {@code codec}, or null if it is not kept in it. */
    public @Nullable PromptAudio audio(Codec codec) {
        return audio.get(codec);
    }
}
