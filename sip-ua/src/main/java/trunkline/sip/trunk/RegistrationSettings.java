package trunkline.sip.trunk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That the trunk wants to know where we are (RFC 3261 §10).
 *
 * @param registrar host of the Request-URI; null for the domain of the trunk
 * @param via where REGISTER goes; null for where calls go
 * @param user of the address of record; null for the user name of the credentials
 * @param expires that we ask for
 * @param retryFirst rest after the first failure; doubled after each further one, for as long as it takes
 * @param retryMax upper bound of that
 */
public record RegistrationSettings(
        @Nullable String registrar,
        @Nullable NextHop via,
        @Nullable String user,
        Duration expires,
        Duration retryFirst,
        Duration retryMax) {

    /** An hour; tried again after 2 s, in the end every 5 min. */
    public static final RegistrationSettings DEFAULT = new RegistrationSettings(
            null, null, null, Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofMinutes(5));

    public RegistrationSettings {
        if (registrar != null) {
            TrunkIdentity.checkHost("registrar", registrar);
        }
        if (user != null) {
            TrunkIdentity.checkUser("user", user);
        }
        SettingCheck.that(
                expires.toSeconds() >= 1 && expires.toSeconds() <= 86_400, "expires", expires, "must be 1 s to 24 h");
        SettingCheck.that(retryFirst.toMillis() >= 1, "retryFirst", retryFirst, "must be above 0");
        SettingCheck.that(
                retryMax.compareTo(retryFirst) >= 0, "retryMax", retryMax, "must not be below the first rest");
    }

    public RegistrationSettings withExpires(Duration newExpires) {
        return new RegistrationSettings(registrar, via, user, newExpires, retryFirst, retryMax);
    }

    public RegistrationSettings withRegistrar(@Nullable String host, @Nullable NextHop newVia) {
        return new RegistrationSettings(host, newVia, user, expires, retryFirst, retryMax);
    }

    public RegistrationSettings withRetries(Duration first, Duration max) {
        return new RegistrationSettings(registrar, via, user, expires, first, max);
    }
}
