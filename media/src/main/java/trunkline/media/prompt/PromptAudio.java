package trunkline.media.prompt;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import trunkline.media.codec.Codec;

/**
 * A prompt in one codec: payload octets off heap, read by any number of calls at once.
 *
 * <p>One run of octets serves every ptime: a packet takes the next ptime's worth. Behind the prompt's end the run goes on
 * with silence, for the last packet. Thread-safe, since nothing is written after construction and no position is kept.
 */
public final class PromptAudio {

    /** Silence behind the end: the longest packet. */
    static final int SILENCE_MILLIS = 60;

    private static final int MICROS_PER_MILLI = 1000;

    private final Codec codec;
    private final ByteBuffer octets;
    private final long micros;

    PromptAudio(Codec codec, ByteBuffer octets, Duration duration) {
        this.codec = codec;
        this.octets = octets;
        this.micros = duration.toNanos() / MICROS_PER_MILLI;
    }

    public Codec codec() {
        return codec;
    }

    /** How long the prompt lasts, in microseconds, without the silence that fills the last packet. */
    public long micros() {
        return micros;
    }

    /** What a packet of {@code millis} takes. */
    public int octets(int millis) {
        return millis * codec.octetsPerMilli();
    }

    /**
     * Copies the {@code millis} that begin at {@code fromMillis} into {@code packet} at {@code offset}.
     *
     * @param fromMillis before the prompt's end
     * @param millis 60 at most
     */
    public void copy(int fromMillis, int millis, ByteBuffer packet, int offset) {
        packet.put(offset, octets, octets(fromMillis), octets(millis));
    }

    /** All of the prompt as whoever hears it decodes it, at the codec's rate. */
    public short[] decode() {
        byte[] all = new byte[octets.limit()];
        octets.get(0, all);
        short[] samples = new short[all.length * codec.samplesPerOctet()];
        codec.decoder().decode(all, 0, all.length, samples, 0);
        return Arrays.copyOf(samples, (int) (micros * codec.sampleRate() / 1_000_000));
    }
}
