package trunkline.smpp.address;

/** TON: what kind of address it is (SMPP 3.4 §5.2.5). */
public enum TypeOfNumber {
    UNKNOWN(0),
    INTERNATIONAL(1),
    NATIONAL(2),
    NETWORK_SPECIFIC(3),
    SUBSCRIBER_NUMBER(4),
    ALPHANUMERIC(5),
    ABBREVIATED(6);

    private static final TypeOfNumber[] TYPES = values();

    private final int octet;

    TypeOfNumber(int octet) {
        this.octet = octet;
    }

    /** The octet of a PDU. */
    public int octet() {
        return octet;
    }

    /** The type of {@code octet}; a reserved value reads as {@link #UNKNOWN}. */
    public static TypeOfNumber of(int octet) {
        for (TypeOfNumber type : TYPES) {
            if (type.octet == octet) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
