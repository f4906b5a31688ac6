package trunkline.gateway.account;

import java.util.Set;

/**
 * Somebody who may ask for messages, and sees only his own.
 *
 * @param id its number in the store
 * @param name unique; what Basic credentials give as user
 * @param isOperator whether he also administers the gateway itself
 * @param scopes what the key may be used for that he has shown
 * @param roles those of the key pair that he has signed with, which bound what he may call of Voximplant's API; none bound nothing
 */
public record Account(long id, String name, boolean isOperator, Set<Scope> scopes, Set<ServiceRole> roles) {

    public Account {
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    /** One who has shown a key of these scopes. */
    public Account(long id, String name, boolean isOperator, Set<Scope> scopes) {
        this(id, name, isOperator, scopes, Set.of());
    }

    /** One who may do all that his account may. */
    public Account(long id, String name, boolean isOperator) {
        this(id, name, isOperator, Scope.ALL);
    }
}
