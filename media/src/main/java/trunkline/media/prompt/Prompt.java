package trunkline.media.prompt;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;

/**
 * A voice file as calls play it: decoded, levelled and encoded once, shared by all of them off heap.
 */
public final class Prompt {

    /** The rate that prompts are kept at. */
    public static final int SAMPLE_RATE = 8000;

    private final int samples;
    private final Map<Codec, PromptAudio> audio;

    Prompt(int samples, Map<Codec, PromptAudio> audio) {
        this.samples = samples;
        this.audio = audio;
    }

    /** A prompt of samples at {@link #SAMPLE_RATE}, kept in memory outside the heap; for tones and tests. */
    public static Prompt ofSamples(short[] samples) {
        Map<Codec, PromptAudio> audio = new EnumMap<>(Codec.class);
        for (Codec codec : Codec.values()) {
            byte[] octets = new byte[samples.length];
            codec.encode(samples, 0, samples.length, octets, 0);
            ByteBuffer offHeap =
                    ByteBuffer.allocateDirect(octets.length).put(octets).flip();
            audio.put(codec, new PromptAudio(codec, offHeap));
        }
        return new Prompt(samples.length, audio);
    }

    public Duration duration() {
        return Duration.ofMillis(samples * 1000L / SAMPLE_RATE);
    }

    /** The prompt in {@code codec}, or null if it is not kept in it. */
    public @Nullable PromptAudio audio(Codec codec) {
        return audio.get(codec);
    }
}
