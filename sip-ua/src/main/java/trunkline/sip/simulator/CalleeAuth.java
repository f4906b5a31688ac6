package trunkline.sip.simulator;

import java.util.List;

/**
 * The credentials that the callee asks for.
 *
 * @param proxy whether it asks by 407 and Proxy-Authenticate, or by 401 and WWW-Authenticate
 * @param algorithms one challenge for each, in this order: MD5, SHA-256, SHA-512-256
 * @param qop the options offered, such as {@code auth,auth-int}; empty for none
 */
public record CalleeAuth(
        boolean proxy, String realm, String username, String password, List<String> algorithms, String qop) {

    public CalleeAuth {
        algorithms = List.copyOf(algorithms);
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("'algorithms' is '[]': must name at least one");
        }
    }

    /** 401 with MD5 and qop auth, as most trunks do. */
    public static CalleeAuth unauthorized(String username, String password) {
        return new CalleeAuth(false, "callee.example", username, password, List.of("MD5"), "auth");
    }

    /** 407 with MD5 and qop auth. */
    public static CalleeAuth proxyAuthentication(String username, String password) {
        return new CalleeAuth(true, "callee.example", username, password, List.of("MD5"), "auth");
    }

    public CalleeAuth with(List<String> newAlgorithms, String newQop) {
        return new CalleeAuth(proxy, realm, username, password, newAlgorithms, newQop);
    }

    @Override
    public String toString() {
        return "CalleeAuth[proxy=" + proxy + ", realm=" + realm + ", username=" + username + ", password=***]";
    }
}
