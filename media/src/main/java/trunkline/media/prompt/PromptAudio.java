package trunkline.media.prompt;

import java.nio.ByteBuffer;
import trunkline.media.codec.Codec;

/**
 * A prompt in one codec: payload octets off heap, read by any number of calls at once.
 *
 * <p>One run of octets serves every ptime: a packet takes the next ptime's worth, and the last is filled up with silence.
 * Thread-safe, since nothing is written after construction and no position is kept.
 */
public final class PromptAudio {

    private final Codec codec;
    private final ByteBuffer octets;
    private final byte silence;

    PromptAudio(Codec codec, ByteBuffer octets) {
        this.codec = codec;
        this.octets = octets;
        byte[] zero = new byte[1];
        codec.encode(new short[1], 0, 1, zero, 0);
        this.silence = zero[0];
    }

    public Codec codec() {
        return codec;
    }

    /** Payload octets in all, without the silence that fills the last packet. */
    public int octets() {
        return octets.limit();
    }

    /** Copies {@code length} octets from {@code from} into {@code packet} at {@code offset}; silence after the end. */
    public void copy(int from, int length, ByteBuffer packet, int offset) {
        int there = Math.min(length, octets.limit() - from);
        packet.put(offset, octets, from, there);
        for (int i = there; i < length; i++) {
            packet.put(offset + i, silence);
        }
    }
}
