package trunkline.gateway.doctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import trunkline.gateway.config.TrunkConfig;
import trunkline.sip.trunk.DigestChallenge;

/**
 * Who asked for credentials, and what became of it.
 *
 * @param asked the algorithms of the challenges (RFC 7616, RFC 8760), in their order
 * @param realms that they were for
 * @param used the algorithms that were answered with
 * @param isRefused whether requests with credentials were challenged again, or forbidden
 */
record Challenges(Set<String> asked, Set<String> realms, Set<String> used, boolean isRefused) {

    private static final String MD5 = "MD5"; // where none is named (RFC 7616 §3.3)

    /** Those to our requests of one method. */
    static Challenges of(WireLog log, String method) {
        Set<String> asked = new LinkedHashSet<>();
        Set<String> realms = new LinkedHashSet<>();
        List<WireLog.Entry> responses = log.responses(method);
        for (WireLog.Entry response : responses) {
            challenges(response.message(), "WWW-Authenticate", "Proxy-Authenticate")
                    .forEach(challenge -> {
                        asked.add(algorithm(challenge));
                        realms.add(challenge.realm());
                    });
        }
        Set<String> used = new LinkedHashSet<>();
        List<String> answered = new ArrayList<>();
        for (WireLog.Entry request : log.requests(method)) {
            if (hasCredentials(request)) {
                challenges(request.message(), "Authorization", "Proxy-Authorization")
                        .forEach(credentials -> used.add(algorithm(credentials)));
                answered.add(request.message().value("CSeq").orElse(""));
            }
        }
        boolean refused = log.last(method)
                .filter(last -> Set.of(401, 403, 407).contains(last.message().status()))
                .filter(last -> answered.contains(last.message().value("CSeq").orElse("")))
                .isPresent();
        return new Challenges(asked, realms, used, refused);
    }

    static boolean hasCredentials(WireLog.Entry request) {
        return !request.message().values("Authorization").isEmpty()
                || !request.message().values("Proxy-Authorization").isEmpty();
    }

    private static Stream<DigestChallenge> challenges(SipText message, String name, String proxyName) {
        return Stream.of(name, proxyName)
                .flatMap(header -> message.values(header).stream())
                .flatMap(value -> DigestChallenge.parse(false, value).stream());
    }

    private static String algorithm(DigestChallenge challenge) {
        String token = challenge.algorithmToken();
        return token == null ? MD5 : token;
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    /** Whether the challenge was left as it is. */
    boolean isUnanswered() {
        return !asked.isEmpty() && used.isEmpty();
    }

    boolean isTrouble() {
        return isRefused || isUnanswered();
    }

    /** {@code challenged with SHA-256, MD5 for realm x, answered with SHA-256}. */
    String words() {
        if (asked.isEmpty()) {
            return "not challenged";
        }
        return "challenged with " + String.join(", ", asked) + " for realm " + String.join(", ", realms)
                + (used.isEmpty() ? ", not answered" : ", answered with " + String.join(", ", used))
                + (isRefused ? ", refused" : "");
    }

    /** What to change where it is trouble. */
    String change(TrunkConfig trunk) {
        if (isRefused) {
            return "`username`, `password-file`: one of them is not what the trunk has for this account";
        }
        return trunk.login().username().isEmpty()
                ? "`username` and `password-file`: the trunk wants a login"
                : "ask the trunk for digest by MD5, SHA-256 or SHA-512-256: it wants what this gateway does not have";
    }
}
