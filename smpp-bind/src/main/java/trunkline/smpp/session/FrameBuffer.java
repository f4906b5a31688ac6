package trunkline.smpp.session;

import java.nio.ByteBuffer;

/**
 * Finds PDUs in a stream of octets by their command_length (SMPP 3.4 §5.1.1), in one array of fixed size.
 *
 * <pre>
 *   octets:  | consumed | whole PDU | whole PDU | part of one |  room()  |
 *                       ^ start()                             ^ end()
 * </pre>
 *
 * <p>Whatever a command_length claims, nothing is allocated. Confined to the connection's loop; a PDU read in place is
 * valid until {@link #compact}.
 */
final class FrameBuffer {

    /** Octets of the longest PDU taken, header included. */
    static final int MAX_LENGTH = 65_536;

    /** Octets of the shortest PDU: its header (SMPP 3.4 §3.2). */
    static final int MIN_LENGTH = 16;

    /** Answers of {@link #nextLength} that are no length. */
    static final int INCOMPLETE = 0;

    static final int TOO_SHORT = -1;
    static final int TOO_LONG = -2;

    private final byte[] octets = new byte[MAX_LENGTH];
    private final ByteBuffer integers = ByteBuffer.wrap(octets);
    private int start;
    private int end;

    /** The array that {@link #start} and {@link #end} index. */
    byte[] array() {
        return octets;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Octets that can be put at {@link #end}; never 0 after {@link #compact}. */
    int room() {
        return octets.length - end;
    }

    /** {@code count} octets were put at {@link #end}. */
    void received(int count) {
        end += count;
    }

    /** Length of the PDU at {@link #start}, or {@link #INCOMPLETE}, {@link #TOO_SHORT}, {@link #TOO_LONG}. */
    int nextLength() {
        if (end - start < Integer.BYTES) {
            return INCOMPLETE;
        }
        int length = integers.getInt(start);
        if (length > MAX_LENGTH || length < 0) { // a negative one is above 2 GiB, as the field is unsigned
            return TOO_LONG;
        }
        if (length < MIN_LENGTH) {
            return TOO_SHORT;
        }
        return end - start < length ? INCOMPLETE : length;
    }

    /** The four-octet field at {@code offset} of the PDU at {@link #start}. */
    int field(int offset) {
        return integers.getInt(start + offset);
    }

    /** Steps over the PDU at {@link #start}. */
    void consume(int length) {
        start += length;
    }

    /** Whether a PDU has begun and is not whole. */
    boolean holdsPart() {
        return end > start;
    }

    /** Moves what is left to the front, so that there is room again. */
    void compact() {
        if (start > 0) {
            System.arraycopy(octets, start, octets, 0, end - start);
            end -= start;
            start = 0;
        }
    }
}
