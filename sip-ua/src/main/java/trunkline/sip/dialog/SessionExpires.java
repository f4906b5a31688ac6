package trunkline.sip.dialog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a Session-Expires header (RFC 4028 §4).
 *
 * @param seconds that the session lasts without a refresh, above 0
 * @param refresher the side of this transaction that shall refresh; null where it is left open
 */
public record SessionExpires(long seconds, @Nullable Refresher refresher) {

    /** A side of the transaction, not of the dialog. */
    public enum Refresher {
        UAC,
        UAS;

        /** As in the header. */
        public String token() {
            return this == UAC ? "uac" : "uas";
        }
    }

    private static final Pattern VALUE = Pattern.compile("\\s*(\\d{1,9})\\s*(?:;.*)?");
    private static final Pattern REFRESHER =
            Pattern.compile(";\\s*refresher\\s*=\\s*(uac|uas)\\b", Pattern.CASE_INSENSITIVE);

    public SessionExpires {
        if (seconds <= 0) {
            throw new IllegalArgumentException("'seconds' is '" + seconds + "': must be above 0");
        }
    }

    /** Reads a header value; empty if it is none, or says 0. */
    public static Optional<SessionExpires> parse(String value) {
        Matcher whole = VALUE.matcher(value);
        if (!whole.matches() || Long.parseLong(whole.group(1)) == 0) {
            return Optional.empty();
        }
        Matcher refresher = REFRESHER.matcher(value);
        Refresher side =
                !refresher.find() ? null : refresher.group(1).equalsIgnoreCase("uac") ? Refresher.UAC : Refresher.UAS;
        return Optional.of(new SessionExpires(Long.parseLong(whole.group(1)), side));
    }

    public SessionExpires by(Refresher side) {
        return new SessionExpires(seconds, side);
    }

    public String toHeaderValue() {
        return refresher == null ? Long.toString(seconds) : seconds + ";refresher=" + refresher.token();
    }
}
