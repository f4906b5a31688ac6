package trunkline.gateway.http.dialect.voicetel;

import java.util.regex.Pattern;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.message.PhoneNumber;

/** Telephone numbers of North America as VoiceTel writes them: area code, exchange, line; ten digits in all. */
final class TenDigits {

    private static final String COUNTRY = "+1";
    private static final Pattern FORM = Pattern.compile("[2-9][0-9]{2}[2-9][0-9]{6}");

    private TenDigits() {}

    /** The number in a parameter that must be there. */
    static PhoneNumber read(Parameters parameters, String name) throws ProblemException {
        String text = parameters.required(name);
        if (!FORM.matcher(text).matches()) {
            throw Parameters.wrong(
                    name, text, "must be a number of ten digits, the first and the fourth 2 to 9, such as 2125550123");
        }
        return new PhoneNumber(COUNTRY + text);
    }

    /** A number that was read by {@link #read}, as it was written. */
    static String write(String e164) {
        return e164.substring(COUNTRY.length());
    }
}
