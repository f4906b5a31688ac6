package trunkline.media.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.level.SpeechLevel;
import trunkline.media.source.SourceFormat;

/**
 * A voice file as calls play it: decoded, levelled and encoded once, shared by all of them off heap.
 *
 * <p>Opened from its file, it is a memory map: replacing or removing the file does not disturb those who hold the prompt,
 * and the memory is given back once nobody does. Thread-safe, since it never changes.
 */
public final class Prompt {

    /** The rate that prompts are kept at. */
    public static final int SAMPLE_RATE = 8000;

    private final PromptReport report;
    private final Map<Codec, PromptAudio> audio;

    /** What was mapped, kept open to see whether it is still whole; the JVM closes it once nobody holds the prompt. */
    private final @Nullable FileChannel file;

    private final long fileOctets;

    Prompt(PromptReport report, Map<Codec, PromptAudio> audio, @Nullable FileChannel file, long fileOctets) {
        this.report = report;
        this.audio = audio;
        this.file = file;
        this.fileOctets = fileOctets;
    }

    /** Opens what {@link PromptMaker} has kept; an {@link IOException} says what is wrong with the file. */
    public static Prompt open(Path file) throws IOException {
        return PromptFile.open(file);
    }

    /** A prompt of samples at {@link #SAMPLE_RATE} as they are, in memory only; for tones and tests. */
    public static Prompt ofSamples(short[] samples) {
        EncodedAudio encoded = EncodedAudio.of(samples);
        Map<Codec, PromptAudio> audio = new EnumMap<>(Codec.class);
        encoded.octets().forEach((codec, octets) -> {
            ByteBuffer offHeap =
                    ByteBuffer.allocateDirect(octets.length).put(octets).flip();
            audio.put(codec, new PromptAudio(codec, offHeap));
        });
        var source = new SourceFormat("samples", SAMPLE_RATE, 1, samples.length);
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
        return new Prompt(report, audio, null, 0);
    }

    /** How it was made. */
    public PromptReport report() {
        return report;
    }

    public Duration duration() {
        return report.duration();
    }

    /**
     * Whether the octets can still be read: a file that somebody cut short in its place takes its last pages from under
     * the map, and reading those is an {@link InternalError}, which the JVM throws some instructions later.
     */
    public boolean isIntact() {
        try {
            return file == null || file.size() >= fileOctets;
        } catch (IOException e) {
            return true; // nothing is known against it
        }
    }

    /** The prompt in {@code codec}, or null if it is not kept in it. */
    public @Nullable PromptAudio audio(Codec codec) {
        return audio.get(codec);
    }
}
