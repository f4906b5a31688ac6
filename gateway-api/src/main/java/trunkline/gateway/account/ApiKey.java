package trunkline.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key to the API: {@code tl_} and 256 random bits in URL-safe base 64. It is shown once; kept is only its SHA-256, which
 * is enough since nobody can guess 256 bits.
 */
public final class ApiKey {

    private static final String PREFIX = "tl_";
    private static final int RANDOM_OCTETS = 32;
    private static final int HINT_LENGTH = 8;

    private ApiKey() {}

    /** A new key. */
    public static String generate(SecureRandom random) {
        byte[] octets = new byte[RANDOM_OCTETS];
        random.nextBytes(octets);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** What is kept of a key: its SHA-256 in hexadecimal. */
    public static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The first characters, by which its owner recognises it in a list. */
    public static String hint(String key) {
        return key.substring(0, Math.min(HINT_LENGTH, key.length()));
    }
}
