package trunkline.sip.trunk;

import java.util.regex.Pattern;

/**
 * How a trunk wants numbers written in the user part of a URI. A number that is not E.164 is left as it is, but for the
 * prefix.
 *
 * @param called how an E.164 number that is called is written
 * @param calling how one that calls is written
 * @param country for {@link Style#NATIONAL}: the country code, without {@code +}; else empty
 * @param techPrefix digits before the called number, by which some trunks tell customers apart; may be empty
 */
public record NumberFormat(Style called, Style calling, String country, String techPrefix) {

    private static final Pattern PREFIX = Pattern.compile("[0-9*#]{0,10}");
    private static final Pattern COUNTRY = Pattern.compile("[1-9][0-9]{0,2}|");

    /** {@code +46701234567}, no prefix. */
    public static final NumberFormat PLUS = of(Style.PLUS);

    /** {@code 46701234567}, no prefix. */
    public static final NumberFormat DIGITS = of(Style.DIGITS);

    /** How an E.164 number is written. */
    public enum Style {
        /** {@code +46701234567}. */
        PLUS,
        /** {@code 46701234567}. */
        DIGITS,
        /** {@code 0046701234567}. */
        ZEROS,
        /** {@code 0701234567} for a number of the country, {@code 0047…} for others. */
        NATIONAL
    }

    public NumberFormat {
        SettingCheck.that(PREFIX.matcher(techPrefix).matches(), "techPrefix", techPrefix, "must be up to 10 of 0-9*#");
        SettingCheck.that(COUNTRY.matcher(country).matches(), "country", country, "must be 1 to 3 digits");
        SettingCheck.that(
                !country.isEmpty() || (called != Style.NATIONAL && calling != Style.NATIONAL),
                "country",
                country,
                "must be given where numbers are written as national ones");
    }

    /** Numbers of both sides in one style, which is not {@link Style#NATIONAL}. */
    public static NumberFormat of(Style style) {
        return new NumberFormat(style, style, "", "");
    }

    public NumberFormat withTechPrefix(String prefix) {
        return new NumberFormat(called, calling, country, prefix);
    }

    public NumberFormat withCalling(Style style) {
        return new NumberFormat(called, style, country, techPrefix);
    }

    /** The user part for the number that calls. */
    public String caller(PhoneNumber number) {
        return written(number, calling);
    }

    /** The user part for the number that is called. */
    public String callee(PhoneNumber number) {
        return techPrefix + written(number, called);
    }

    private String written(PhoneNumber number, Style style) {
        if (!number.isE164()) {
            return number.text();
        }
        String digits = number.text().substring(1);
        return switch (style) {
            case PLUS -> number.text();
            case DIGITS -> digits;
            case ZEROS -> "00" + digits;
            case NATIONAL -> digits.startsWith(country) ? "0" + digits.substring(country.length()) : "00" + digits;
        };
    }
}
