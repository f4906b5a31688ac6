package trunkline.smpp.segment;

/** How the text of a short message is coded: the values of SMPP 3.4 §5.2.19 that we send. */
public enum DataCoding {
    /** SMSC default alphabet, here GSM 7-bit (3GPP TS 23.038 §6.2.1); one unit is a septet, alone in its octet. */
    GSM_7BIT(0x00, 7),

    /** Octets for a program, not for people; one unit is an octet. */
    OCTETS(0x04, 8),

    /** UCS-2, big endian; one unit is a UTF-16 code unit, two octets. */
    UCS2(0x08, 16);

    /** Octets of TP-User-Data that a short message has room for, header included (3GPP TS 23.040 §9.2.3.24). */
    private static final int USER_DATA_OCTETS = 140;

    private final int value;
    private final int bitsPerUnit;

    DataCoding(int value, int bitsPerUnit) {
        this.value = value;
        this.bitsPerUnit = bitsPerUnit;
    }

    /** The data_coding octet of submit_sm. */
    public int value() {
        return value;
    }

    /**
     * Units that fit one short message beside a user data header.
     *
     * @param headerOctets with its length octet, 0 without: 160 septets, 140 octets or 70 code units then, and 153, 134 or 67
     *     beside the 6 of {@link ConcatenationHeader#REFERENCE_8_BIT}
     */
    public int unitsBeside(int headerOctets) {
        // On the air septets are packed, and the first one starts on a septet boundary after the header.
        return (USER_DATA_OCTETS - headerOctets) * Byte.SIZE / bitsPerUnit;
    }

    /** Octets of so many units on the air, begun ones counted whole. */
    int octets(int units) {
        return (units * bitsPerUnit + Byte.SIZE - 1) / Byte.SIZE;
    }
}
