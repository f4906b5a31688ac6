package trunkline.gateway.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.event.EventFilter;

/**
 * Where events are kept, for as long as the configuration says. They are written by the store itself, in the transaction of
 * what they tell, and for those accounts only that want them. As {@link MessageStore}.
 */
public interface EventStore {

    /** From its commit on events of this account are written. Gives the id after which its first one comes. */
    CompletableFuture<Long> want(long account);

    /** Up to {@code limit} events of {@code account} after {@code afterId} are looked at; those that {@code filter} lets through come. */
    CompletableFuture<EventPage> after(long account, long afterId, int limit, EventFilter filter);

    /** These events of an account, as far as they are still kept, in order. */
    CompletableFuture<List<EventReport>> byIds(long account, List<Long> ids);

    /** How many events of {@code account} come after {@code afterId}, of those that {@code filter} lets through: counts no further than {@code max}. */
    CompletableFuture<Integer> count(long account, long afterId, EventFilter filter, int max);

    /** Drops up to {@code limit} events from before {@code beforeMicros}, and what hangs on them; how many. */
    CompletableFuture<Integer> drop(long beforeMicros, int limit);
}
