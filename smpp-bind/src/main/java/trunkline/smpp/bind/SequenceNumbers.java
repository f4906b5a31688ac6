package trunkline.smpp.bind;

/** The sequence_number of our requests: from 1 to 0x7FFFFFFF, then from 1 again (SMPP 3.4 §5.1.4). */
final class SequenceNumbers {

    private int last;

    SequenceNumbers(int last) {
        this.last = last;
    }

    int next() {
        last = last == Integer.MAX_VALUE ? 1 : last + 1;
        return last;
    }
}
