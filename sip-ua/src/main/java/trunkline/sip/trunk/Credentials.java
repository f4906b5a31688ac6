package trunkline.sip.trunk;

import java.util.EnumSet;
import java.util.Set;

/**
 * User name and password on a trunk, and the algorithms that they may be used with.
 *
 * @param algorithms leaving out MD5 keeps an attacker on the path from asking for the weakest (RFC 8760 §5)
 */
public record Credentials(String username, String password, Set<DigestAlgorithm> algorithms) {

    public Credentials {
        SettingCheck.notBlank("username", username);
        SettingCheck.that(!password.isEmpty(), "password", "***", "must not be empty");
        SettingCheck.that(!algorithms.isEmpty(), "algorithms", algorithms, "must name at least one");
        algorithms = Set.copyOf(algorithms);
    }

    /** With every algorithm that we know. */
    public static Credentials of(String username, String password) {
        return new Credentials(username, password, EnumSet.allOf(DigestAlgorithm.class));
    }

    @Override
    public String toString() {
        return "Credentials[username=" + username + ", password=***, algorithms=" + algorithms + "]";
    }
}
