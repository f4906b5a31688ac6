package trunkline.media.level;

/** The least of the last values, kept up to date with two steps a value: a queue of those that may yet be the least. */
final class SlidingLeast {

    private final int window;
    private final double[] values;
    private final long[] positions;
    private long head;
    private long tail;
    private long seen;

    SlidingLeast(int window) {
        this.window = window;
        this.values = new double[window];
        this.positions = new long[window];
    }

    /** Takes the next value; gives the least of it and the {@code window} − 1 before it. */
    double next(double value) {
        if (head < tail && positions[slot(head)] <= seen - window) {
            head++;
        }
        while (head < tail && values[slot(tail - 1)] >= value) {
            tail--;
        }
        values[slot(tail)] = value;
        positions[slot(tail)] = seen;
        tail++;
        seen++;
        return values[slot(head)];
    }

    private int slot(long position) {
        return (int) (position % window);
    }
}
