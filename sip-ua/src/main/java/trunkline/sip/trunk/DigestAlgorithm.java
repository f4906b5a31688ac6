package trunkline.sip.trunk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The hash algorithms of digest authentication (RFC 7616 §6.1, for SIP RFC 8760 §2.1), the weakest first. */
public enum DigestAlgorithm {
    MD5("MD5", "MD5", false),
    MD5_SESS("MD5-sess", "MD5", true),
    SHA_256("SHA-256", "SHA-256", false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true);

    private final String token;
    private final String hash;
    private final boolean session;

    DigestAlgorithm(String token, String hash, boolean session) {
        this.token = token;
        this.hash = hash;
        this.session = session;
    }

    /** By the {@code algorithm} parameter of a challenge, in any case; empty for one that we do not know. */
    public static Optional<DigestAlgorithm> byToken(String token) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** As written in the {@code algorithm} parameter. */
    public String token() {
        return token;
    }

    /** Whether A1 includes the nonces of the session ("-sess", RFC 7616 §3.4.2). */
    boolean isSession() {
        return session;
    }

    /** H(data): lower case hex digits (RFC 7616 §3.3). */
    String hash(String data) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(hash).digest(data.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(hash + " is part of every Java runtime", e);
        }
    }
}
