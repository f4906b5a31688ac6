package trunkline.gateway.link;

import java.net.URI;
import java.security.SecureRandom;

/** The addresses of links: the configured front, and a token that cannot be guessed. Thread-safe. */
public final class LinkAddresses {

    /** Characters of a token: 62 to the power of 10 are 59.5 bits. */
    public static final int TOKEN_LENGTH = 10;

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();
    private final String base;

    /** @param base what stands before the token, with its slash: {@code https://sms.example/} */
    public LinkAddresses(String base) {
        this.base = base;
    }

    /** A token that nobody has had. */
    public String newToken() {
        StringBuilder token = new StringBuilder(TOKEN_LENGTH);
        for (int i = 0; i < TOKEN_LENGTH; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return token.toString();
    }

    /** The address of a token. */
    public String address(String token) {
        return base + token;
    }

    /** Characters of every address. */
    public int length() {
        return base.length() + TOKEN_LENGTH;
    }

    /** The path before the token, with its slashes: {@code /}. */
    public String path() {
        return URI.create(base).getPath();
    }
}
