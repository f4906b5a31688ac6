package trunkline.smpp.segment;

/** How an SMSC gets a message that does not fit one short message. */
public enum LongMessages {
    /** In segments with a concatenation header of an 8-bit reference: what every phone understands. */
    UDH8(ConcatenationHeader.REFERENCE_8_BIT, true),

    /** The same with a 16-bit reference: one septet less in each, and no mix-up before 65,536 messages. */
    UDH16(ConcatenationHeader.REFERENCE_16_BIT, true),

    /** In segments without a header, numbered by the parameters sar_* (SMPP 3.4 §5.3.2.22 to .24). */
    SAR(ConcatenationHeader.REFERENCE_8_BIT, false),

    /** In one piece in message_payload (SMPP 3.4 §5.3.2.32); the SMSC cuts it. */
    PAYLOAD(ConcatenationHeader.REFERENCE_8_BIT, false),

    /** In one piece in short_message while it has room, then in message_payload; the SMSC cuts it. */
    SERVER_SPLITS(ConcatenationHeader.REFERENCE_8_BIT, false);

    private final ConcatenationHeader header;
    private final boolean inHeader;

    LongMessages(ConcatenationHeader header, boolean inHeader) {
        this.header = header;
        this.inHeader = inHeader;
    }

    /** The header that each segment has on the air: where the SMSC puts it there, the one it will most likely take. */
    ConcatenationHeader header() {
        return header;
    }

    /** Whether it takes optional parameters, which SMPP 3.3 has not. */
    public boolean needsParameters() {
        return !inHeader;
    }

    /** Whether we put the header there. */
    boolean isInHeader() {
        return inHeader;
    }

    /** Whether the SMSC gets it in one piece. */
    boolean isInOnePiece() {
        return this == PAYLOAD || this == SERVER_SPLITS;
    }

    /**
     * The way for a message whose segments need a header anyway, of {@code commonOctets} beside the concatenation: an SMSC
     * that cuts a message would not repeat it, and SMPP has sar_* for messages without.
     */
    LongMessages beside(int commonOctets) {
        return commonOctets == 0 || inHeader ? this : UDH8;
    }
}
