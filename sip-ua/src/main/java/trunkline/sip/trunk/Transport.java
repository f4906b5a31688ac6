package trunkline.sip.trunk;

import java.util.Locale;

/** How SIP messages travel (RFC 3261 §18). */
public enum Transport {
    UDP,
    TCP;

    /** As in the {@code transport} parameter of a URI. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
