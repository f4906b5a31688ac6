package trunkline.sip.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sip.header.AuthorizationHeader;
import org.jspecify.annotations.Nullable;

/**
 * The verifying side of digest authentication (RFC 7616 §3.4.6): right digest, a nonce of ours, and a nonce count that
 * goes up. Confined to its callee.
 */
final class DigestCheck {

    /** Nonces kept; the oldest is forgotten first, and who still uses it is challenged anew. */
    private static final int MAX_NONCES = 10_000;

    private static final Map<String, String> HASHES =
            Map.of("MD5", "MD5", "SHA-256", "SHA-256", "SHA-512-256", "SHA-512/256");

    private final CalleeAuth auth;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Integer> lastCounts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_NONCES;
        }
    };

    DigestCheck(CalleeAuth auth) {
        this.auth = auth;
    }

    /** The values of the WWW-Authenticate or Proxy-Authenticate headers of a new challenge. */
    List<String> challenges() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        String nonce = HexFormat.of().formatHex(bits);
        lastCounts.put(nonce, 0);
        List<String> challenges = new ArrayList<>();
        for (String algorithm : auth.algorithms()) {
            challenges.add("Digest realm=\"" + auth.realm() + "\", nonce=\"" + nonce + "\", algorithm=" + algorithm
                    + (auth.qop().isEmpty() ? "" : ", qop=\"" + auth.qop() + "\"") + ", opaque=\"callee\"");
        }
        return challenges;
    }

    /** Whether these are credentials for this request. */
    boolean isRight(String method, @Nullable AuthorizationHeader given, byte @Nullable [] body) {
        if (given == null) {
            return false;
        }
        String nonce = given.getNonce();
        Integer lastCount = lastCounts.get(nonce);
        String hash = HASHES.get(given.getAlgorithm() == null ? "MD5" : given.getAlgorithm());
        boolean forUs = auth.username().equals(given.getUsername())
                && auth.realm().equals(given.getRealm())
                && "callee".equals(given.getParameter("opaque"));
        if (lastCount == null || hash == null || !forUs) {
            return false;
        }
        String qop = given.getQop();
        if (auth.qop().isEmpty() != (qop == null)) {
            return false;
        }
        String ha1 = hex(hash, auth.username() + ":" + auth.realm() + ":" + auth.password());
        String uri = given.getParameter("uri");
        String ha2 = hex(hash, method + ":" + uri + ("auth-int".equals(qop) ? ":" + hex(hash, body) : ""));
        if (qop == null) {
            return hex(hash, ha1 + ":" + nonce + ":" + ha2).equals(given.getResponse());
        }
        String count = given.getParameter("nc");
        String expected = hex(hash, String.join(":", ha1, nonce, count, given.getCNonce(), qop, ha2));
        int counted = Integer.parseInt(count, 16);
        if (!expected.equals(given.getResponse()) || counted <= lastCount) {
            return false;
        }
        lastCounts.put(nonce, counted);
        return true;
    }

    private static String hex(String hash, String text) {
        return hex(hash, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String hash, byte @Nullable [] octets) {
        try {
            byte[] input = octets == null ? new byte[0] : octets;
            return HexFormat.of().formatHex(MessageDigest.getInstance(hash).digest(input));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(hash + " is part of every Java runtime", e);
        }
    }
}
