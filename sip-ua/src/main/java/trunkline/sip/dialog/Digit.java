package trunkline.sip.dialog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that the callee pressed, as it comes in an INFO (RFC 6086 never defined one; {@code application/dtmf-relay} and
 * {@code application/dtmf} are what gateways send).
 *
 * @param key 0-9, *, #, A-D
 */
public record Digit(char key) {

    private static final Pattern RELAY = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9*#A-D]|1[01])\\s*$");
    private static final Pattern PLAIN = Pattern.compile("^\\s*([0-9*#A-Da-d]|1[01])\\s*$");

    /** Reads the body of an INFO; empty for one that is about something else. */
    public static Optional<Digit> parse(MessageBody body) {
        String type = body.contentType().toLowerCase(Locale.ROOT).replaceAll("\\s*;.*", "");
        return switch (type) {
            case "application/dtmf-relay" -> read(RELAY.matcher(body.text()));
            case "application/dtmf" -> read(PLAIN.matcher(body.text()));
            default -> Optional.empty();
        };
    }

    private static Optional<Digit> read(Matcher body) {
        return body.find() ? Optional.of(new Digit(key(body.group(1)))) : Optional.empty();
    }

    /** Some gateways number * and # as the events of RFC 4733 are: 10 and 11. */
    private static char key(String text) {
        return switch (text) {
            case "10" -> '*';
            case "11" -> '#';
            default -> Character.toUpperCase(text.charAt(0));
        };
    }
}
