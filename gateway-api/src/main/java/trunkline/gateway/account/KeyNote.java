package trunkline.gateway.account;

import java.util.Set;

/**
 * What is known of a key, which is not kept itself.
 *
 * @param hint how it begins
 * @param scopes what it may be used for
 * @param createdAtMicros microseconds since 1970 in UTC
 * @param expiresAtMicros from then on it is no key any more; 0 for never
 */
public record KeyNote(String hint, Set<Scope> scopes, long createdAtMicros, long expiresAtMicros) {

    public KeyNote {
        scopes = Set.copyOf(scopes);
    }
}
