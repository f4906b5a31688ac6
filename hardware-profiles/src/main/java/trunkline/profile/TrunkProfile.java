package trunkline.profile;

import java.util.List;

/**
 * What a SIP trunk needs. The components are the keys of a profile file, one to one.
 *
 * @param id the profile's name
 * @param port that it listens on
 * @param transport how requests travel
 * @param codecs names of RFC 3551, the one it likes best first
 * @param numbers how numbers are written
 * @param identity where it looks for the caller
 * @param prack what INVITEs say of reliable provisional responses (RFC 3262)
 * @param sessionTimer what INVITEs say of session timers (RFC 4028)
 */
public record TrunkProfile(
        String id,
        int port,
        Transport transport,
        List<String> codecs,
        Numbers numbers,
        Identity identity,
        Prack prack,
        SessionTimer sessionTimer) {

    /** How requests travel. */
    public enum Transport {
        UDP,
        TCP
    }

    /**
     * How E.164 numbers are written.
     *
     * @param called in the Request-URI and To
     * @param calling in From and what goes beside it
     */
    public record Numbers(NumberStyle called, NumberStyle calling) {}

    /** How an E.164 number is written. */
    public enum NumberStyle {
        /** {@code +46701234567}. */
        PLUS,
        /** {@code 46701234567}. */
        DIGITS,
        /** {@code 0046701234567}. */
        ZEROS
    }

    /**
     * Where the trunk looks for the caller.
     *
     * @param headers beside From
     * @param userPhone whether URIs with numbers say {@code user=phone}
     */
    public record Identity(List<CallerHeader> headers, boolean userPhone) {}

    /** A header that names the caller. */
    public enum CallerHeader {
        P_ASSERTED_IDENTITY,
        P_PREFERRED_IDENTITY,
        REMOTE_PARTY_ID
    }

    /** What is said of 100rel. */
    public enum Prack {
        OFF,
        SUPPORTED,
        REQUIRED
    }

    /** What is said of session timers. */
    public enum SessionTimer {
        OFF,
        SUPPORTED,
        REQUESTED
    }
}
