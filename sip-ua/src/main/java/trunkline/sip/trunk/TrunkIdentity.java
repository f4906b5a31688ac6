package trunkline.sip.trunk;

import org.jspecify.annotations.Nullable;

/**
 * Who we are to the trunk, and what its domain is.
 *
 * @param fromDomain host part of our From URI
 * @param fromUser user part of the From URI in place of the calling number, where the trunk wants the account there
 * @param domain host part of the Request-URI and To, where it is not the host of the proxy
 */
public record TrunkIdentity(String fromDomain, @Nullable String fromUser, @Nullable String domain) {

    public TrunkIdentity {
        SettingCheck.that(isHost(fromDomain), "fromDomain", fromDomain, "must be a host name or an address");
        if (fromUser != null) {
            SettingCheck.that(
                    fromUser.matches("[A-Za-z0-9_.!~*'()&=+$,;?/-]+"), "fromUser", fromUser, "must be a SIP user");
        }
        if (domain != null) {
            SettingCheck.that(isHost(domain), "domain", domain, "must be a host name or an address");
        }
    }

    public static TrunkIdentity from(String fromDomain) {
        return new TrunkIdentity(fromDomain, null, null);
    }

    private static boolean isHost(String text) {
        return text.matches("(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?");
    }
}
