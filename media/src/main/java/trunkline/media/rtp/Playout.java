package trunkline.media.rtp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.prompt.Prompt;
import trunkline.media.prompt.PromptAudio;

/** How far a stream has come in its prompt. Confined to the pacing thread. */
final class Playout {

    private static final int MICROS_PER_MILLI = 1000;

    private Prompt prompt;
    private Codec codec;
    private @Nullable PromptAudio audio;
    private int positionMillis;

    Playout(Prompt prompt, Codec codec) {
        this.prompt = prompt;
        this.codec = codec;
        this.audio = prompt.audio(codec);
    }

    /** From the beginning of {@code next}. */
    void play(Prompt next) {
        prompt = next;
        audio = prompt.audio(codec);
        positionMillis = 0;
    }

    /** Goes on at the same place in another codec. */
    void use(Codec other) {
        codec = other;
        audio = prompt.audio(codec);
    }

    int octets(int millis) {
        return millis * codec.octetsPerMilli();
    }

    boolean hasMore() {
        return audio != null && leftMicros(audio) > 0;
    }

    /**
     * Copies the next {@code millis} into {@code packet} at {@code offset}, and moves on; call while {@link #hasMore}. Gives
     * the microseconds that are the prompt's; the rest of the last packet is silence.
     */
    long next(ByteBuffer packet, int offset, int millis) {
        PromptAudio playing = audio;
        if (playing == null) {
            return 0;
        }
        long ownMicros = Math.min(leftMicros(playing), (long) millis * MICROS_PER_MILLI);
        playing.copy(positionMillis, millis, packet, offset);
        positionMillis += millis;
        return ownMicros;
    }

    private long leftMicros(PromptAudio playing) {
        return playing.micros() - (long) positionMillis * MICROS_PER_MILLI;
    }
}
