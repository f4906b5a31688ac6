package trunkline.gateway.http.dialect.voicetel;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.message.PhoneNumber;

/** Telephone numbers of North America as VoiceTel writes them: area code, exchange, line; ten digits in all. */
final class TenDigits {

    static final String RULE = "must be a number of ten digits, the first and the fourth 2 to 9, such as 2125550123";

    private static final String COUNTRY = "+1";
    private static final Pattern FORM = Pattern.compile("[2-9][0-9]{2}[2-9][0-9]{6}");

    private TenDigits() {}

    /** The number in a parameter that must be there. */
    static PhoneNumber read(Parameters parameters, String name) throws ProblemException {
        String text = parameters.required(name);
        PhoneNumber number = parse(text);
        if (number == null) {
            throw Parameters.wrong(name, text, RULE);
        }
        return number;
    }

    /** The number that {@code text} writes, or null. */
    static @Nullable PhoneNumber parse(String text) {
        return FORM.matcher(text).matches() ? new PhoneNumber(COUNTRY + text) : null;
    }

    /** Any number, name or short code: one of North America in ten digits, others without their plus. */
    static String show(String number) {
        boolean american = number.startsWith(COUNTRY)
                && FORM.matcher(number.substring(COUNTRY.length())).matches();
        if (american) {
            return number.substring(COUNTRY.length());
        }
        return number.startsWith("+") ? number.substring(1) : number;
    }

    /** A number that was read by {@link #read}, as it was written. */
    static String write(String e164) {
        return e164.substring(COUNTRY.length());
    }
}
