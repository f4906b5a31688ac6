package trunkline.gateway.account;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What was changed of accounts, keys and the configuration, and what was taken out of the store, and by whom; nothing of it is ever
 * changed or removed.
 */
public interface AuditStore {

    /** Who changes something from the command line, in {@link Entry#actor}. */
    String COMMAND_LINE = "command line";

    /** What the gateway does by itself. */
    String GATEWAY = "gateway";

    /**
     * One change.
     *
     * @param id later ones have higher ids
     * @param atMicros microseconds since 1970 in UTC
     * @param actor the name of an account, or {@link #COMMAND_LINE}, {@link #GATEWAY}, {@code SIGHUP}
     * @param action such as {@code account.paused}
     * @param subject what was changed, such as the name of an account
     * @param detail what there is to say of it; may be empty
     */
    record Entry(long id, long atMicros, String actor, String action, String subject, String detail) {}

    /** The newest first, from before {@code beforeId}. */
    CompletableFuture<List<Entry>> find(long beforeId, int limit);

    /** Notes what changes no row beside it; see {@link Entry}. */
    CompletableFuture<Boolean> add(String actor, String action, String subject, String detail);

    /** Notes that a configuration is in force, unless it is the one that was noted last. */
    CompletableFuture<Boolean> configuration(String actor, String detail, String fingerprint);
}
