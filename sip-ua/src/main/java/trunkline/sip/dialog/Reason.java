package trunkline.sip.dialog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One value of a Reason header, which tells why a call was refused or ended (RFC 3326 §2).
 *
 * @param protocol {@code Q.850} or {@code SIP}, as it was written
 * @param cause the Q.850 cause or the SIP status code; 0 where none was given
 * @param text for people; may be empty
 */
public record Reason(String protocol, int cause, String text) {

    /** Q.850 cause 16: we or they hung up in the normal way. */
    public static final Reason NORMAL_CLEARING = q850(16, "Normal call clearing");

    /** Q.850 cause 19: it rang, and nobody answered. */
    public static final Reason NO_ANSWER = q850(19, "No answer from user");

    /** The answer that came with the 200 cannot be used (RFC 3261 §13.2.2.4). */
    public static final Reason NOT_ACCEPTABLE = new Reason("SIP", 488, "Not Acceptable Here");

    /** No refresh came, or none was answered: RFC 4028 §10, in the words of RFC 3326. */
    public static final Reason SESSION_EXPIRED = new Reason("SIP", 408, "Session expired");

    private static final Pattern VALUE = Pattern.compile("\\s*([\\w.!%*+`'~-]+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern CAUSE = Pattern.compile(";\\s*cause\\s*=\\s*(\\d{1,9})", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT =
            Pattern.compile(";\\s*text\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

    public static Reason q850(int cause, String text) {
        return new Reason("Q.850", cause, text);
    }

    /** Reads one header value such as {@code Q.850;cause=17;text="User busy"}; empty if it is not one. */
    public static Optional<Reason> parse(String value) {
        Matcher whole = VALUE.matcher(value);
        if (!whole.matches()) {
            return Optional.empty();
        }
        String parameters = whole.group(2);
        Matcher cause = CAUSE.matcher(parameters);
        Matcher text = TEXT.matcher(parameters);
        return Optional.of(new Reason(
                whole.group(1),
                cause.find() ? Integer.parseInt(cause.group(1)) : 0,
                text.find() ? unquoted(text) : ""));
    }

    private static String unquoted(Matcher text) {
        return text.group(1) == null ? text.group(2) : text.group(1).replaceAll("\\\\(.)", "$1");
    }

    /** Whether {@link #cause()} is one of ITU-T Q.850. */
    public boolean isQ850() {
        return protocol.equalsIgnoreCase("Q.850");
    }

    /** The header value. */
    public String toHeaderValue() {
        String quoted = text.replaceAll("[\\r\\n]", " ").replaceAll("([\"\\\\])", "\\\\$1");
        return protocol + ";cause=" + cause + (text.isEmpty() ? "" : ";text=\"" + quoted + "\"");
    }
}
