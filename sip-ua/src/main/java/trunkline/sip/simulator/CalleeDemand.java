package trunkline.sip.simulator;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.ListIterator;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Something that a callee wants to see in an INVITE, or else refuses it.
 *
 * @param header whose values are looked at, one after the other with commas between; {@code Request-URI} for that; a header
 *     that is not there is empty
 * @param pattern found in them, or not found
 * @param wanted whether it must be found, or must not
 * @param code of the refusal, 400 to 699
 * @param phrase of the refusal
 */
public record CalleeDemand(String header, Pattern pattern, boolean wanted, int code, String phrase) {

    private static final String REQUEST_URI = "Request-URI";

    /** The header must be like this. */
    public static CalleeDemand that(String header, String pattern, int code, String phrase) {
        return new CalleeDemand(header, Pattern.compile(pattern), true, code, phrase);
    }

    /** The header must not be like this. */
    public static CalleeDemand not(String header, String pattern, int code, String phrase) {
        return new CalleeDemand(header, Pattern.compile(pattern), false, code, phrase);
    }

    boolean isMet(SIPRequest request) {
        return pattern.matcher(text(request)).find() == wanted;
    }

    private String text(SIPRequest request) {
        if (header.equals(REQUEST_URI)) {
            return request.getRequestURI().toString();
        }
        StringJoiner values = new StringJoiner(", ");
        ListIterator<?> found = request.getHeaders(header);
        while (found.hasNext()) {
            values.add(found.next().toString().strip());
        }
        return values.toString();
    }
}
