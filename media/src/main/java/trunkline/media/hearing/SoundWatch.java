package trunkline.media.hearing;

import org.jspecify.annotations.Nullable;

/**
 * Listens for a voice and for the beep of an answering machine. Ringing, busy and other tones are neither: a voice is what is
 * loud and no tone for 120 ms of the last 300. Samples are 16 bits at 8 kHz.
 */
public final class SoundWatch {

    public static final int SAMPLE_RATE = SoundBlock.SAMPLE_RATE;

    private static final int WINDOW = 300 / SoundBlock.MILLIS;
    private static final int VOICE_BLOCKS = 120 / SoundBlock.MILLIS;
    private static final int LONG_VOICE_BLOCKS = 2500 / SoundBlock.MILLIS;

    private final SoundBlock block = new SoundBlock();
    private final BeepWatch beep = new BeepWatch();
    /** The last blocks, one bit each: set where it was loud and no tone. */
    private int recent;

    private int spokenBlocks;

    /** Takes {@code count} samples; gives what is heard with them, null for nothing new. */
    public @Nullable HeardSound onSamples(short[] samples, int from, int count) {
        HeardSound heard = null;
        for (int i = from; i < from + count; i++) {
            if (block.add(samples[i])) {
                HeardSound now = onBlock();
                heard = now == null ? heard : now;
            }
        }
        return heard;
    }

    private @Nullable HeardSound onBlock() {
        boolean isAudible = block.isAudible();
        double tone = block.tone();
        boolean isSpoken = isAudible && tone == 0;
        recent = (recent << 1 | (isSpoken ? 1 : 0)) & (1 << WINDOW) - 1;
        if (beep.onBlock(isAudible, tone)) {
            return HeardSound.BEEP;
        }
        return isSpoken && Integer.bitCount(recent) >= VOICE_BLOCKS ? onVoice() : null;
    }

    private @Nullable HeardSound onVoice() {
        if (spokenBlocks == 0) {
            spokenBlocks = VOICE_BLOCKS;
            return HeardSound.VOICE;
        }
        spokenBlocks++;
        return spokenBlocks == LONG_VOICE_BLOCKS ? HeardSound.LONG_VOICE : null;
    }
}
