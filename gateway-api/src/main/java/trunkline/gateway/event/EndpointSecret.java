package trunkline.gateway.event;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What an endpoint knows its webhooks by: {@code whsec_} and 256 random bits in base 64, as Standard Webhooks has it. Kept
 * as it is, since every signature needs it; shown once.
 *
 * @param value never shown in {@link #toString}
 * @param createdAtMicros microseconds since 1970 in UTC
 * @param expiresAtMicros when it is no longer signed with, 0 for never
 */
public record EndpointSecret(String value, long createdAtMicros, long expiresAtMicros) {

    private static final String PREFIX = "whsec_";
    private static final int RANDOM_OCTETS = 32;

    /** A new one that does not expire. */
    public static EndpointSecret generate(SecureRandom random, long nowMicros) {
        byte[] octets = new byte[RANDOM_OCTETS];
        random.nextBytes(octets);
        return new EndpointSecret(PREFIX + Base64.getEncoder().encodeToString(octets), nowMicros, 0);
    }

    /** The key of the signature. */
    public byte[] octets() {
        return Base64.getDecoder().decode(value.substring(PREFIX.length()));
    }

    /** Whether it is signed with at {@code nowMicros}. */
    public boolean isActive(long nowMicros) {
        return expiresAtMicros == 0 || nowMicros < expiresAtMicros;
    }

    @Override
    public String toString() {
        return "EndpointSecret[created " + createdAtMicros + ", expires " + expiresAtMicros + "]";
    }
}
