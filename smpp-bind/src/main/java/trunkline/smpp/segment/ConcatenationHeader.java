package trunkline.smpp.segment;

/**
 * The user data header that marks one segment of a concatenated short message (3GPP TS 23.040 §9.2.3.24.1 and
 * §9.2.3.24.8).
 *
 * <pre>
 *    8-bit reference          UDHL  IEI  IEDL  reference       total  sequence
 *                            | 05 | 00 | 03 |   0..255       | 1..255 | 1..total |
 *   16-bit reference         | 06 | 08 | 04 | 0..255  0..255 | 1..255 | 1..total |
 * </pre>
 */
public enum ConcatenationHeader {
    REFERENCE_8_BIT(0x00, 1),
    REFERENCE_16_BIT(0x08, 2);

    /** Segments one message may have: total and sequence are one octet each. */
    public static final int MAX_SEGMENTS = 255;

    private static final int TOTAL_AND_SEQUENCE_OCTETS = 2;

    private final byte identifier;
    private final int referenceOctets;

    ConcatenationHeader(int identifier, int referenceOctets) {
        this.identifier = (byte) identifier;
        this.referenceOctets = referenceOctets;
    }

    /** Octets this header takes at the front of short_message, its own length octet included: 6 or 7. */
    public int length() {
        return 3 + referenceOctets + TOTAL_AND_SEQUENCE_OCTETS;
    }

    /**
     * Writes the header of segment {@code sequence} (1-based) of {@code total} into {@code out} at {@code offset}.
     *
     * @param reference the message's reference; its low 8 or 16 bits are written
     * @param moreOctets of other elements that will follow, counted in the length octet
     * @return index just past the element
     */
    int write(byte[] out, int offset, int reference, int total, int sequence, int moreOctets) {
        assert sequence >= 1 && sequence <= total && total <= MAX_SEGMENTS : sequence + " of " + total;
        int at = offset;
        out[at++] = (byte) (length() - 1 + moreOctets);
        out[at++] = identifier;
        out[at++] = (byte) (referenceOctets + TOTAL_AND_SEQUENCE_OCTETS);
        if (referenceOctets == 2) {
            out[at++] = (byte) (reference >> 8);
        }
        out[at++] = (byte) reference;
        out[at++] = (byte) total;
        out[at++] = (byte) sequence;
        return at;
    }
}
