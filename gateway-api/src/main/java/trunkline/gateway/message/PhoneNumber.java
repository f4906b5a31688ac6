package trunkline.gateway.message;

/**
 * A telephone number in E.164 form.
 *
 * @param e164 {@code +} and 7 to 15 digits, the first not 0
 */
public record PhoneNumber(String e164) {

    private static final int DIGITS_MIN = 7;
    private static final int DIGITS_MAX = 15;

    public PhoneNumber {
        if (!isE164(e164)) {
            throw new IllegalArgumentException("not an E.164 number: " + masked(e164));
        }
    }

    /** Whether {@code text} is {@code +} and 7 to 15 digits, the first not 0 (ITU-T E.164 §6). */
    public static boolean isE164(String text) {
        int digits = text.length() - 1;
        if (digits < DIGITS_MIN || digits > DIGITS_MAX || text.charAt(0) != '+' || text.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i <= digits; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The number without its {@code +}. */
    public String digits() {
        return e164.substring(1);
    }

    /** Masked, so that a log line cannot show the number by accident. */
    @Override
    public String toString() {
        return masked(e164);
    }

    private static final int SHOWN_IN_FRONT = 5;
    private static final int SHOWN_AT_END = 2;

    /** A number, in whichever form, with most of its digits hidden. */
    public static String masked(String number) {
        if (number.length() <= SHOWN_IN_FRONT + SHOWN_AT_END) {
            return "*".repeat(number.length());
        }
        int hidden = number.length() - SHOWN_IN_FRONT - SHOWN_AT_END;
        return number.substring(0, SHOWN_IN_FRONT)
                + "*".repeat(hidden)
                + number.substring(number.length() - SHOWN_AT_END);
    }
}
