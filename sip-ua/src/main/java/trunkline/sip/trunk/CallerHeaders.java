package trunkline.sip.trunk;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an INVITE beside From that say who calls.
 *
 * @param carrying those that have the calling number
 * @param diversion the number that the call was diverted from (RFC 5806 §5), as the trunk wants it written; null for none
 * @param hidden whether the callee may not see the number: From is anonymous (RFC 3323 §4.1.1.3), Privacy says {@code id}
 *     (RFC 3325 §9.3)
 * @param userPhone whether URIs with numbers say {@code user=phone} (RFC 3261 §19.1.1)
 */
public record CallerHeaders(Set<Header> carrying, @Nullable String diversion, boolean hidden, boolean userPhone) {

    /** A header that names the caller. */
    public enum Header {
        /** RFC 3325 §9.1: the network has asserted it; only for a trunk that trusts us. */
        P_ASSERTED_IDENTITY("P-Asserted-Identity"),
        /** RFC 3325 §9.2: which of its identities the user prefers. */
        P_PREFERRED_IDENTITY("P-Preferred-Identity"),
        /** Never became a standard, and is still asked for. */
        REMOTE_PARTY_ID("Remote-Party-ID");

        private final String text;

        Header(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{1,20}");

    /** From alone. */
    public static final CallerHeaders NONE = new CallerHeaders(Set.of(), null, false, false);

    public CallerHeaders {
        carrying = Set.copyOf(carrying);
        SettingCheck.that(
                diversion == null || NUMBER.matcher(diversion).matches(),
                "diversion",
                String.valueOf(diversion),
                "must be up to 20 digits, after a + where the trunk wants one");
    }

    public CallerHeaders with(Header... headers) {
        return new CallerHeaders(Set.of(headers), diversion, hidden, userPhone);
    }

    public CallerHeaders withDiversion(@Nullable String number) {
        return new CallerHeaders(carrying, number, hidden, userPhone);
    }

    public CallerHeaders withHidden(boolean isHidden) {
        return new CallerHeaders(carrying, diversion, isHidden, userPhone);
    }

    public CallerHeaders withUserPhone(boolean said) {
        return new CallerHeaders(carrying, diversion, hidden, said);
    }
}
