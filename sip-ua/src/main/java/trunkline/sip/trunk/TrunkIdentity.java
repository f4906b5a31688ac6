package trunkline.sip.trunk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to the trunk, and what its domain is.
 *
 * @param fromDomain host part of our From URI
 * @param fromUser user part of the From URI in place of the calling number, where the trunk wants the account there
 * @param domain host part of the Request-URI and To, where it is not the host of the proxy
 * @param caller where else the calling number goes
 */
public record TrunkIdentity(
        String fromDomain, @Nullable String fromUser, @Nullable String domain, CallerHeaders caller) {

    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.!~*'()&=+$,;?/-]+");

    public TrunkIdentity {
        checkHost("fromDomain", fromDomain);
        if (fromUser != null) {
            checkUser("fromUser", fromUser);
        }
        if (domain != null) {
            checkHost("domain", domain);
        }
    }

    static void checkHost(String key, String host) {
        SettingCheck.that(HOST.matcher(host).matches(), key, host, "must be a host name or an address");
    }

    static void checkUser(String key, String user) {
        SettingCheck.that(USER.matcher(user).matches(), key, user, "must be a SIP user");
    }

    public static TrunkIdentity from(String fromDomain) {
        return new TrunkIdentity(fromDomain, null, null, CallerHeaders.NONE);
    }

    public TrunkIdentity withDomain(@Nullable String newDomain) {
        return new TrunkIdentity(fromDomain, fromUser, newDomain, caller);
    }

    public TrunkIdentity withFromUser(@Nullable String user) {
        return new TrunkIdentity(fromDomain, user, domain, caller);
    }

    public TrunkIdentity withCaller(CallerHeaders headers) {
        return new TrunkIdentity(fromDomain, fromUser, domain, headers);
    }
}
