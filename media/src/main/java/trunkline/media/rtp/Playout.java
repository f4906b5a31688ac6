package trunkline.media.rtp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.prompt.Prompt;
import trunkline.media.prompt.PromptAudio;

/** How far a stream has come in its prompt. Confined to the pacing thread. */
final class Playout {

    private Prompt prompt;
    private Codec codec;
    private @Nullable PromptAudio audio;
    private int position;

    Playout(Prompt prompt, Codec codec) {
        this.prompt = prompt;
        this.codec = codec;
        this.audio = prompt.audio(codec);
    }

    /** From the beginning of {@code next}. */
    void play(Prompt next) {
        prompt = next;
        audio = prompt.audio(codec);
        position = 0;
    }

    /** Goes on at the same place in another codec. */
    void use(Codec other) {
        position = position / codec.octetsPerMilli() * other.octetsPerMilli();
        codec = other;
        audio = prompt.audio(codec);
    }

    int octetsPerPacket(int ptimeMillis) {
        return codec.octetsPerMilli() * ptimeMillis;
    }

    boolean hasMore() {
        return audio != null && position < audio.octets();
    }

    /**
     * Copies the next {@code length} octets into {@code packet} at {@code offset}, and moves on; call while
     * {@link #hasMore}. Gives the microseconds that are the prompt's; the rest of the last packet is silence.
     */
    long next(ByteBuffer packet, int offset, int length) {
        PromptAudio playing = audio;
        if (playing == null) {
            return 0;
        }
        playing.copy(position, length, packet, offset);
        int own = Math.min(length, playing.octets() - position);
        position += length;
        return own * 1000L / codec.octetsPerMilli();
    }
}
