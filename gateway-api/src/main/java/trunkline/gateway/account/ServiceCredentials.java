package trunkline.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * A new RSA key pair and its id, as text.
 *
 * @param keyId names the pair in tokens that are signed with it
 * @param publicKey X.509 SubjectPublicKeyInfo in base 64
 * @param privateKey PKCS #8 in PEM (RFC 7468 §10)
 */
public record ServiceCredentials(String keyId, String publicKey, String privateKey) {

    private static final int BITS = 2_048;
    private static final int LINE_CHARACTERS = 64;

    /** A new one. */
    public static ServiceCredentials generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            KeyPair pair = generator.generateKeyPair();
            return new ServiceCredentials(
                    UUID.randomUUID().toString(),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    pem(pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static String pem(byte[] encoded) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(LINE_CHARACTERS, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
