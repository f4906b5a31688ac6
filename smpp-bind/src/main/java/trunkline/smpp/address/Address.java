package trunkline.smpp.address;

/**
 * One end of a message: source_addr or destination_addr with their TON and NPI (SMPP 3.4 §5.2.5, §5.2.6, §5.2.8).
 *
 * <p>{@link #toString} hides the middle of the value, so that no log shows a whole number.
 *
 * @param value the address as it goes over the wire: no {@code +}, no NUL, no character beyond ISO 8859-1
 */
public record Address(TypeOfNumber typeOfNumber, NumberingPlan numberingPlan, String value) {

    /** An address that says nothing; the SMSC puts its own in (SMPP 3.4 §4.4.1, source_addr). */
    public static final Address NONE = new Address(TypeOfNumber.UNKNOWN, NumberingPlan.UNKNOWN, "");

    private static final int INTERNATIONAL_DIGITS = 15;
    private static final int SHORT_CODE_DIGITS = 15;
    private static final int ALPHANUMERIC_CHARACTERS = 11;

    public Address {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == 0 || value.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("'address' must have ISO 8859-1 characters only, and no NUL");
            }
        }
    }

    /**
     * A number in E.164 form, with or without its {@code +}: TON 1, NPI 1.
     *
     * @throws IllegalArgumentException unless it is 1 to 15 digits (ITU-T E.164)
     */
    public static Address international(String number) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        return new Address(
                TypeOfNumber.INTERNATIONAL,
                NumberingPlan.ISDN,
                checked("international number", digits, '0', '9', INTERNATIONAL_DIGITS));
    }

    /** A number that only the operator's own network knows: TON 0, NPI 1. */
    public static Address shortCode(String digits) {
        return new Address(
                TypeOfNumber.UNKNOWN, NumberingPlan.ISDN, checked("short code", digits, '0', '9', SHORT_CODE_DIGITS));
    }

    /**
     * A name as the sender: TON 5, NPI 0.
     *
     * @throws IllegalArgumentException unless it is 1 to 11 printable ASCII characters: eleven septets fill the ten
     *     octets of an address on the air (3GPP TS 23.040 §9.1.2.5)
     */
    public static Address alphanumeric(String name) {
        return new Address(
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlan.UNKNOWN,
                checked("alphanumeric address", name, ' ', '~', ALPHANUMERIC_CHARACTERS));
    }

    private static String checked(String key, String value, char first, char last, int most) {
        boolean fits = !value.isEmpty() && value.length() <= most;
        for (int i = 0; fits && i < value.length(); i++) {
            fits = value.charAt(i) >= first && value.charAt(i) <= last;
        }
        if (!fits) {
            throw new IllegalArgumentException("'%s' must be 1 to %d of the characters %s to %s"
                    .formatted(key, most, first == ' ' ? "space" : String.valueOf(first), last));
        }
        return value;
    }

    @Override
    public String toString() {
        int shown = Math.min(4, value.length() / 3);
        String masked = value.substring(0, shown)
                + "*".repeat(value.length() - 2 * shown)
                + value.substring(value.length() - shown);
        return typeOfNumber + "/" + numberingPlan + "/" + (typeOfNumber == TypeOfNumber.ALPHANUMERIC ? value : masked);
    }
}
