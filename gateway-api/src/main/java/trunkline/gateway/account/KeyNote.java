package trunkline.gateway.account;

import java.util.Set;

/**
 * What is known of a key, which is not kept itself.
 *
 * @param hint how it begins
 * @param scopes what it may be used for
 * @param roles of a key pair; none for a key
 * @param createdAtMicros microseconds since 1970 in UTC
 * @param expiresAtMicros from then on it is no key any more; 0 for never
 */
public record KeyNote(
        String hint, Set<Scope> scopes, Set<ServiceRole> roles, long createdAtMicros, long expiresAtMicros) {

    public KeyNote {
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }
}
