package trunkline.sip.trunk;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * User name and password on a trunk, and where and how they may be used.
 *
 * @param algorithms leaving out MD5 keeps an attacker on the path from asking for the weakest (RFC 8760 §5)
 * @param realm the only one that is answered; null for any
 * @param quality which quality of protection is chosen where there is a choice
 */
public record Credentials(
        String username, String password, Set<DigestAlgorithm> algorithms, @Nullable String realm, Quality quality) {

    /** What the digest covers (RFC 7616 §3.3, "qop"). */
    public enum Quality {
        /** Method and URI: a body that a border controller rewrites on the way does not break it. */
        AUTH,
        /** The body too. */
        AUTH_INT
    }

    public Credentials {
        SettingCheck.notBlank("username", username);
        SettingCheck.that(!password.isEmpty(), "password", "***", "must not be empty");
        SettingCheck.that(!algorithms.isEmpty(), "algorithms", algorithms, "must name at least one");
        algorithms = Set.copyOf(algorithms);
    }

    /** With every algorithm that we know, in any realm. */
    public static Credentials of(String username, String password) {
        return new Credentials(username, password, EnumSet.allOf(DigestAlgorithm.class), null, Quality.AUTH);
    }

    public Credentials withAlgorithms(Set<DigestAlgorithm> allowed) {
        return new Credentials(username, password, allowed, realm, quality);
    }

    public Credentials withRealm(@Nullable String onlyRealm) {
        return new Credentials(username, password, algorithms, onlyRealm, quality);
    }

    public Credentials withQuality(Quality newQuality) {
        return new Credentials(username, password, algorithms, realm, newQuality);
    }

    @Override
    public String toString() {
        return "Credentials[username=" + username + ", password=***, algorithms=" + algorithms + "]";
    }
}
