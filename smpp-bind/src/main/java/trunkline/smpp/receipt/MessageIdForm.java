package trunkline.smpp.receipt;

import java.math.BigInteger;
import java.util.Locale;

/**
 * How an SMSC's message id from one place (submit_sm_resp, receipt text, TLV) is brought into the form that all three are
 * compared in.
 *
 * <p>An id is converted only if it is wholly digits of its base and no longer than 65 characters, the bound of
 * message_id (SMPP 3.4 §5.2.23): a UUID, or any other id that happens to begin with digits, stays as it is.
 *
 * @param conversion what to do with a number
 * @param stripLeadingZeros drop the zeros in front, of an id that is wholly decimal or hexadecimal digits
 * @param lowerCase compare letters without their case
 */
public record MessageIdForm(Conversion conversion, boolean stripLeadingZeros, boolean lowerCase) {

    /** The id as it came. */
    public static final MessageIdForm AS_IS = new MessageIdForm(Conversion.NONE, false, false);

    /** Hexadecimal, to be compared with decimal ids. */
    public static final MessageIdForm HEX_TO_DECIMAL = new MessageIdForm(Conversion.HEX_TO_DECIMAL, false, false);

    /** Decimal, to be compared with hexadecimal ids in lower case. */
    public static final MessageIdForm DECIMAL_TO_HEX = new MessageIdForm(Conversion.DECIMAL_TO_HEX, false, false);

    /** Not converted, but without leading zeros: what a decimal id becomes beside {@link #HEX_TO_DECIMAL}. */
    public static final MessageIdForm WITHOUT_ZEROS = new MessageIdForm(Conversion.NONE, true, false);

    private static final int LONGEST = 65;

    /** From one base to another; a converted number has no leading zeros, and hexadecimal letters in lower case. */
    public enum Conversion {
        NONE,
        HEX_TO_DECIMAL,
        DECIMAL_TO_HEX
    }

    /** The form in which {@code id} is compared. */
    public String apply(String id) {
        String normal = lowerCase ? id.toLowerCase(Locale.ROOT) : id;
        if (id.isEmpty() || id.length() > LONGEST) {
            return normal;
        }
        boolean decimal = isWhollyDigits(id, 10);
        boolean hex = decimal || isWhollyDigits(id, 16);
        if (conversion == Conversion.HEX_TO_DECIMAL && hex) {
            return new BigInteger(id, 16).toString();
        }
        if (conversion == Conversion.DECIMAL_TO_HEX && decimal) {
            return new BigInteger(id).toString(16);
        }
        return stripLeadingZeros && hex ? withoutZeros(normal) : normal;
    }

    private static boolean isWhollyDigits(String id, int base) {
        // Character.digit knows digits of all scripts, and an id of those is none.
        return id.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0);
    }

    private static String withoutZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return digits.substring(zeros);
    }
}
