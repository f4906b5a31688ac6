package trunkline.gateway.account;

/**
 * The public half of a key pair that an account signs its tokens with; the private half is not kept.
 *
 * @param account whose it is
 * @param publicKey an RSA key, X.509 SubjectPublicKeyInfo in base 64
 */
public record ServiceKey(Account account, String publicKey) {}
