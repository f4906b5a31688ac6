package trunkline.smpp.segment;

/**
 * Where a message is cut into segments, in units of its coding: never within an escape pair or a surrogate pair.
 *
 * <p>Allocates nothing per message; confined to one thread.
 */
final class SegmentCut {

    /** Where segment n ends; [0] is 0. */
    private final int[] ends = new int[ConcatenationHeader.MAX_SEGMENTS + 1];

    private LongMessages way = LongMessages.UDH8;
    private int headerAlone;
    private int headerOfMany;
    private int alone;
    private int capacity;
    private int segments;

    /**
     * For the next message.
     *
     * @param commonOctets of the header elements that every segment has, see {@link UserDataHeader#commonOctets}
     */
    void prepare(LongMessages longMessages, DataCoding coding, int commonOctets) {
        way = longMessages.beside(commonOctets);
        headerAlone = UserDataHeader.aloneOctets(commonOctets);
        headerOfMany = way.header().length() + commonOctets;
        alone = coding.unitsBeside(headerAlone);
        capacity = coding.unitsBeside(headerOfMany);
    }

    /** Cuts so many octets; false if they take too many segments. */
    boolean octets(int count) {
        if (count <= alone) {
            return one(count);
        }
        segments = 0;
        for (int end = 0; end < count; ends[++segments] = end) {
            if (segments == ConcatenationHeader.MAX_SEGMENTS) {
                return false;
            }
            end = Math.min(end + capacity, count);
        }
        return true;
    }

    /** Cuts the first {@code count} of {@code septets}, one early where an escape would lose what it escapes. */
    boolean septets(byte[] septets, int count) {
        if (count <= alone) {
            return one(count);
        }
        segments = 0;
        for (int end = 0; end < count; ends[++segments] = end) {
            if (segments == ConcatenationHeader.MAX_SEGMENTS) {
                return false;
            }
            end = Math.min(end + capacity, count);
            if (end < count && septets[end - 1] == Gsm7Alphabet.ESCAPE) {
                end--;
            }
        }
        return true;
    }

    /** Cuts the first {@code count} of {@code units}, one early where a surrogate pair would be cut in half. */
    boolean units(char[] units, int count) {
        if (count <= alone) {
            return one(count);
        }
        segments = 0;
        for (int end = 0; end < count; ends[++segments] = end) {
            if (segments == ConcatenationHeader.MAX_SEGMENTS) {
                return false;
            }
            end = Math.min(end + capacity, count);
            if (end < count && Character.isHighSurrogate(units[end - 1])) {
                end--;
            }
        }
        return true;
    }

    private boolean one(int count) {
        segments = 1;
        ends[1] = count;
        return true;
    }

    /** Segments on the air. */
    int segments() {
        return segments;
    }

    /** How many times something is submitted: for each segment, or once for all. */
    int pieces() {
        return way.isInOnePiece() ? 1 : segments;
    }

    /** Where piece {@code piece} (from 1) ends. */
    int end(int piece) {
        return ends[way.isInOnePiece() ? segments : piece];
    }

    /** The way that this message goes if it is long. */
    LongMessages way() {
        return way;
    }

    /** Octets of the user data header in front of each piece; 0 for none. */
    int headerOctets() {
        if (segments == 1) {
            return headerAlone;
        }
        return way.isInHeader() ? headerOfMany : 0;
    }
}
