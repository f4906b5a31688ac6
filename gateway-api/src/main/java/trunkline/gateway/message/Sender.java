package trunkline.gateway.message;

import org.jspecify.annotations.Nullable;

/**
 * Whom the recipient sees: a number in E.164 form, a short code of 3 to 8 digits, or 1 to 11 characters of name.
 *
 * @param value as the recipient sees it
 */
public record Sender(String value) {

    private static final int NAME_MAX = 11;
    private static final int SHORT_CODE_MIN = 3;
    private static final int SHORT_CODE_MAX = 8;

    public Sender {
        String broken = brokenRule(value);
        if (broken != null) {
            throw new IllegalArgumentException("sender " + broken);
        }
    }

    /** The rule that {@code text} breaks as a sender of SMS, or null if it is one. */
    public static @Nullable String brokenRule(String text) {
        if (PhoneNumber.isE164(text) || isShortCode(text) || isName(text)) {
            return null;
        }
        return "must be a number in E.164 form (+ and 7 to 15 digits), a short code of 3 to 8 digits,"
                + " or a name of 1 to 11 letters, digits and spaces with at least one letter";
    }

    /** Whether this is a number in E.164 form, which can also be called back. */
    public boolean isNumber() {
        return PhoneNumber.isE164(value);
    }

    private static boolean isShortCode(String text) {
        return text.length() >= SHORT_CODE_MIN
                && text.length() <= SHORT_CODE_MAX
                && text.chars().allMatch(Sender::isDigit);
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= NAME_MAX
                && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || " .-_&".indexOf(c) >= 0)
                && text.chars().anyMatch(Sender::isLetter);
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return isNumber() ? PhoneNumber.masked(value) : value;
    }
}
