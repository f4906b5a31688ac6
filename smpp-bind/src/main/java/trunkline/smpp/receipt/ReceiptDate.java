package trunkline.smpp.receipt;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A date out of a receipt's text.
 *
 * @param raw as it stood there; empty if its label had nothing after it
 * @param local in the SMSC's own time; null if it is none of the {@link Form}s
 * @param offset the SMSC's distance from UTC; null unless the date tells it
 */
public record ReceiptDate(String raw, @Nullable LocalDateTime local, @Nullable ZoneOffset offset) {

    /** The forms seen in the field; the first two are tried in this order where the digits fit both. */
    public enum Form {
        YYMMDDhhmmss(12),
        YYYYMMDDhhmm(12),
        YYMMDDhhmm(10),
        YYYYMMDDhhmmss(14),
        /** Absolute time of SMPP 3.4 §7.1.1: tenth of a second, quarters of an hour from UTC, and which way. */
        YYMMDDhhmmsstnnp(16);

        private final int length;

        Form(int length) {
            this.length = length;
        }

        private boolean hasFourDigitYear() {
            return this == YYYYMMDDhhmm || this == YYYYMMDDhhmmss;
        }

        private boolean hasSeconds() {
            return this != YYYYMMDDhhmm && this != YYMMDDhhmm;
        }
    }

    /** Reads {@code raw} in the first of {@code forms} that it fits as a date that there is. */
    static ReceiptDate parse(String raw, List<Form> forms) {
        for (Form form : forms) {
            ReceiptDate date = parse(raw, form);
            if (date != null) {
                return date;
            }
        }
        return new ReceiptDate(raw, null, null);
    }

    private static @Nullable ReceiptDate parse(String raw, Form form) {
        int digits = form == Form.YYMMDDhhmmsstnnp ? form.length - 1 : form.length;
        if (raw.length() != form.length || !raw.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int yearDigits = form.hasFourDigitYear() ? 4 : 2;
        int year = number(raw, 0, yearDigits) + (form.hasFourDigitYear() ? 0 : 2000);
        try {
            var local = LocalDateTime.of(
                    year,
                    number(raw, yearDigits, 2),
                    number(raw, yearDigits + 2, 2),
                    number(raw, yearDigits + 4, 2),
                    number(raw, yearDigits + 6, 2),
                    form.hasSeconds() ? number(raw, yearDigits + 8, 2) : 0);
            return new ReceiptDate(raw, local, form == Form.YYMMDDhhmmsstnnp ? offset(raw) : null);
        } catch (DateTimeException noSuchDate) {
            return null;
        }
    }

    private static ZoneOffset offset(String raw) {
        int minutes = 15 * number(raw, 13, 2);
        return switch (raw.charAt(15)) {
            case '+' -> ZoneOffset.ofTotalSeconds(60 * minutes);
            case '-' -> ZoneOffset.ofTotalSeconds(-60 * minutes);
            default -> throw new DateTimeException("neither + nor -");
        };
    }

    private static int number(String digits, int from, int length) {
        return Integer.parseInt(digits, from, from + length, 10);
    }
}
