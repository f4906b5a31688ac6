package trunkline.sip.trunk;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The answers to one challenge: the same nonce and cnonce, the nonce count one higher for each request. */
final class DigestAnswer {

    private final DigestChallenge challenge;
    private final DigestAlgorithm algorithm;
    private final Credentials credentials;
    private final String qop;
    private final String cnonce;
    private int nonceCount;
    private boolean accepted;

    private DigestAnswer(DigestChallenge challenge, DigestAlgorithm algorithm, Credentials credentials, String cnonce) {
        this.challenge = challenge;
        this.algorithm = algorithm;
        this.credentials = credentials;
        this.qop = qop(challenge.qop(), credentials.quality());
        this.cnonce = cnonce;
    }

    /** Empty where the algorithm is unknown or not allowed, or no quality of protection is one that we know. */
    static Optional<DigestAnswer> to(DigestChallenge challenge, Credentials credentials, Supplier<String> cnonces) {
        boolean noneKnown = !challenge.qop().isEmpty()
                && qop(challenge.qop(), credentials.quality()).isEmpty();
        boolean otherRealm = credentials.realm() != null && !credentials.realm().equals(challenge.realm());
        return challenge
                .algorithm()
                .filter(algorithm -> credentials.algorithms().contains(algorithm))
                // A1 of "-sess" has a cnonce in it, and without qop none may be sent.
                .filter(algorithm -> !noneKnown
                        && !otherRealm
                        && !(algorithm.isSession() && challenge.qop().isEmpty()))
                .map(algorithm -> new DigestAnswer(challenge, algorithm, credentials, cnonces.get()));
    }

    /** The one that is preferred, else the other, else none. */
    private static String qop(Set<String> offered, Credentials.Quality preferred) {
        boolean integrity = offered.contains("auth-int");
        if (offered.contains("auth") && !(integrity && preferred == Credentials.Quality.AUTH_INT)) {
            return "auth";
        }
        return integrity ? "auth-int" : "";
    }

    DigestAlgorithm algorithm() {
        return algorithm;
    }

    /** A request with it was accepted. */
    void onAccepted() {
        accepted = nonceCount > 0;
    }

    /** Whether only the nonce of {@code before} was out of date: not the credentials (RFC 7616 §3.3, "stale"). */
    boolean replaces(DigestAnswer before) {
        boolean fresh = !challenge.nonce().equals(before.challenge.nonce());
        return fresh && (challenge.stale() || before.accepted);
    }

    /** RFC 7616 §3.4. */
    Authorization next(String method, String uri, String body) {
        nonceCount++;
        String user = credentials.username();
        StringBuilder value = new StringBuilder("Digest ");
        quoted(
                value,
                "username",
                challenge.userhash() ? algorithm.hash(user + ":" + challenge.realm()) : escaped(user));
        quoted(value.append(", "), "realm", challenge.realm());
        quoted(value.append(", "), "nonce", challenge.nonce());
        quoted(value.append(", "), "uri", uri);
        quoted(value.append(", "), "response", response(method, uri, body));
        if (challenge.algorithmToken() != null) {
            value.append(", algorithm=").append(challenge.algorithmToken());
        }
        if (!qop.isEmpty()) {
            quoted(value.append(", "), "cnonce", cnonce);
            value.append(", qop=").append(qop).append(", nc=").append(count());
        }
        if (challenge.opaque() != null) {
            quoted(value.append(", "), "opaque", challenge.opaque());
        }
        if (challenge.userhash()) {
            value.append(", userhash=true");
        }
        return new Authorization(challenge.proxy(), value.toString());
    }

    /** RFC 7616 §3.4.1 to §3.4.3; without qop as in RFC 2069 §2.1.2. */
    private String response(String method, String uri, String body) {
        String a1 = algorithm.hash(credentials.username() + ":" + challenge.realm() + ":" + credentials.password());
        if (algorithm.isSession()) {
            a1 = algorithm.hash(a1 + ":" + challenge.nonce() + ":" + cnonce);
        }
        String a2 = method + ":" + uri + (qop.equals("auth-int") ? ":" + algorithm.hash(body) : "");
        String middle = qop.isEmpty() ? "" : count() + ":" + cnonce + ":" + qop + ":";
        return algorithm.hash(a1 + ":" + challenge.nonce() + ":" + middle + algorithm.hash(a2));
    }

    /** Eight lower case hex digits. */
    private String count() {
        return String.format("%08x", nonceCount);
    }

    private static void quoted(StringBuilder value, String name, String text) {
        value.append(name).append("=\"").append(text).append('"');
    }

    private static String escaped(String text) {
        return text.replaceAll("([\"\\\\])", "\\\\$1");
    }
}
