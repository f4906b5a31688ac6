package trunkline.smpp.segment;

/**
 * What an SMSC takes the octets of data_coding 0, its "default alphabet", for (SMPP 3.4 §5.2.19): the standard leaves it
 * open.
 *
 * <p>On the air there are septets in any case. So a text goes in data_coding 0 if the GSM alphabet has all of it and the
 * octets can say it; what the SMSC would have to guess goes as UCS-2.
 */
public enum DefaultAlphabet {
    /** GSM 7-bit, one septet in each octet. */
    GSM7_UNPACKED,

    /** GSM 7-bit, eight septets in seven octets (3GPP TS 23.038 §6.1.2.1); the SMSC passes them on as they are. */
    GSM7_PACKED,

    /** ISO 8859-1: the SMSC makes septets of it. */
    LATIN1,

    /** IA5, which is ASCII: the SMSC makes septets of it. */
    IA5;

    /** Whether its octets carry septets, so that another table can stand in for the alphabet. */
    public boolean hasSeptets() {
        return this == GSM7_UNPACKED || this == GSM7_PACKED;
    }

    /** The septets of each character as in {@link Gsm7Alphabet#CODES}; only those it can say. */
    byte[] codes() {
        return switch (this) {
            case GSM7_UNPACKED, GSM7_PACKED -> Gsm7Alphabet.CODES;
            case LATIN1 -> Gsm7Alphabet.CODES_OF_LATIN1;
            case IA5 -> Gsm7Alphabet.CODES_OF_IA5;
        };
    }
}
