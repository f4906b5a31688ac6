package trunkline.sip.trunk;

import java.util.regex.Pattern;

/**
 * How a trunk wants numbers written in the user part of a URI. A number that is not E.164 is left as it is, but for the
 * prefix.
 *
 * @param style of an E.164 number
 * @param techPrefix digits before the called number, by which some trunks tell customers apart; may be empty
 */
public record NumberFormat(Style style, String techPrefix) {

    private static final Pattern PREFIX = Pattern.compile("[0-9*#]{0,10}");

    /** {@code +46701234567}, no prefix. */
    public static final NumberFormat PLUS = new NumberFormat(Style.PLUS, "");

    /** {@code 46701234567}, no prefix. */
    public static final NumberFormat DIGITS = new NumberFormat(Style.DIGITS, "");

    /** How an E.164 number is written. */
    public enum Style {
        PLUS,
        DIGITS
    }

    public NumberFormat {
        SettingCheck.that(PREFIX.matcher(techPrefix).matches(), "techPrefix", techPrefix, "must be up to 10 of 0-9*#");
    }

    /** The user part for the number that calls. */
    public String caller(PhoneNumber number) {
        return style == Style.DIGITS && number.isE164() ? number.text().substring(1) : number.text();
    }

    /** The user part for the number that is called. */
    public String callee(PhoneNumber number) {
        return techPrefix + caller(number);
    }
}
