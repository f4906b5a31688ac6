package trunkline.smpp.address;

/** NPI: which plan gives the number its meaning (SMPP 3.4 §5.2.6). */
public enum NumberingPlan {
    UNKNOWN(0),
    /** E.163/E.164, the plan of telephone numbers. */
    ISDN(1),
    DATA(3),
    TELEX(4),
    LAND_MOBILE(6),
    NATIONAL(8),
    PRIVATE(9),
    ERMES(10),
    INTERNET(14),
    WAP_CLIENT_ID(18);

    private static final NumberingPlan[] PLANS = values();

    private final int octet;

    NumberingPlan(int octet) {
        this.octet = octet;
    }

    /** The octet of a PDU. */
    public int octet() {
        return octet;
    }

    /** The plan of {@code octet}; a reserved value reads as {@link #UNKNOWN}. */
    public static NumberingPlan of(int octet) {
        for (NumberingPlan plan : PLANS) {
            if (plan.octet == octet) {
                return plan;
            }
        }
        return UNKNOWN;
    }
}
