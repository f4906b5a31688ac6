package trunkline.smpp.segment;

/** How the text of a short message is coded: the values of SMPP 3.4 §5.2.19 that we send. */
public enum DataCoding {
    /** SMSC default alphabet, here GSM 7-bit (3GPP TS 23.038 §6.2.1); one unit is a septet, alone in its octet. */
    GSM_7BIT(0x00, 7),

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

    /** Units that fit one message without a user data header: 160 septets or 70 code units. */
    public int unitsAlone() {
        return USER_DATA_OCTETS * Byte.SIZE / bitsPerUnit;
    }

    /** Units that fit one segment beside {@code header}: 153 or 152 septets, 67 or 66 code units. */
    public int unitsBeside(ConcatenationHeader header) {
        // On the air septets are packed, and the first one starts on a septet boundary after the header.
        return (USER_DATA_OCTETS - header.length()) * Byte.SIZE / bitsPerUnit;
    }
}
