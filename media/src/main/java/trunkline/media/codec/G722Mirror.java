package trunkline.media.codec;

/**
 * The pair of filters that splits 16 kHz into two bands of 8 kHz, and joins them again: a quadrature mirror of 24 taps,
 * symmetric, so that one half of the coefficients serves both of its phases.
 */
final class G722Mirror {

    private static final short[] HALF = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};
    private static final int LINE = 2 * HALF.length;

    private final int[] line = new int[LINE];

    /** Takes two more values, and gives the line to {@link #even} and {@link #odd}. */
    void push(int first, int second) {
        System.arraycopy(line, 2, line, 0, LINE - 2);
        line[LINE - 2] = first;
        line[LINE - 1] = second;
    }

    /** The filter's sum over every second value, the oldest first. */
    int even() {
        int sum = 0;
        for (int i = 0; i < HALF.length; i++) {
            sum += line[2 * i] * HALF[i];
        }
        return sum;
    }

    /** The same over the others, with the coefficients in reverse. */
    int odd() {
        int sum = 0;
        for (int i = 0; i < HALF.length; i++) {
            sum += line[2 * i + 1] * HALF[HALF.length - 1 - i];
        }
        return sum;
    }
}
