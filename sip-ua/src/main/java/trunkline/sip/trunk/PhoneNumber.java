package trunkline.sip.trunk;

import java.util.regex.Pattern;

/**
 * A number to call or to be seen as: E.164 with {@code +}, or a short or national number as the trunk knows it.
 *
 * @param text {@code +} and 3 to 15 digits (ITU-T E.164 §6), or 1 to 15 digits, {@code *} and {@code #}
 */
public record PhoneNumber(String text) {

    private static final Pattern FORM = Pattern.compile("\\+[0-9]{3,15}|[0-9*#]{1,15}");

    public PhoneNumber {
        SettingCheck.that(
                FORM.matcher(text).matches(), "number", text, "must be + and 3 to 15 digits, or 1 to 15 of 0-9*#");
    }

    /** Whether it is in international form. */
    public boolean isE164() {
        return text.startsWith("+");
    }

    /** Masked, so that nobody can log it by accident: {@code +4670*****12}. */
    @Override
    public String toString() {
        int shown = text.length() < 8 ? 0 : 5;
        int end = text.length() < 8 ? 0 : 2;
        return text.substring(0, shown) + "*".repeat(text.length() - shown - end) + text.substring(text.length() - end);
    }
}
