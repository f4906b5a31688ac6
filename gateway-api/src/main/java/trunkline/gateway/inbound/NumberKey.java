package trunkline.gateway.inbound;

import java.util.Locale;

/** By what two writings of one number are known as one. */
public final class NumberKey {

    private NumberKey() {}

    /** The digits of a number, whether it is written with a plus, two zeros or neither; a name in lower case. */
    public static String of(String number) {
        String text = number.strip();
        String digits = text.startsWith("+") ? text.substring(1) : text.startsWith("00") ? text.substring(2) : text;
        boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? digits : text.toLowerCase(Locale.ROOT);
    }
}
