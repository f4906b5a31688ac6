package trunkline.media.prompt;

/** A stretch of samples at one rate, as encoders take them: 16 bits, and silence where there are none. */
final class Pcm {

    private static final float FULL_SCALE = 32_768;

    private final float[] samples;
    private final int from;
    private final int length;

    /** Those of {@code samples}, −1 to 1, that begin at {@code from}; not copied. */
    Pcm(float[] samples, int from, int length) {
        this.samples = samples;
        this.from = from;
        this.length = length;
    }

    int length() {
        return length;
    }

    /** The sample at {@code index} from the first, which may lie outside. */
    short at(int index) {
        if (index < 0 || index >= length) {
            return 0;
        }
        int rounded = Math.round(FULL_SCALE * samples[from + index]);
        return (short) Math.max(Short.MIN_VALUE, Math.min(rounded, Short.MAX_VALUE));
    }

    void copy(int index, int count, short[] out) {
        for (int i = 0; i < count; i++) {
            out[i] = at(index + i);
        }
    }
}
