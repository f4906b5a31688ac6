package trunkline.gateway.limit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which accounts are paused: known at once to who pauses them, and read again from the store, where the command line may have
 * lifted it. Thread-safe.
 */
public final class Pauses {

    private static final Logger LOGGER = LoggerFactory.getLogger(Pauses.class);

    private final PauseStore store;
    private final LongConsumer onLifted;
    private volatile Map<Long, String> paused = Map.of();
    /** Counts changes made here: a reading of the store that began before one says nothing of it. */
    private long changes;

    /** @param onLifted is told of each account whose pause has ended */
    public Pauses(PauseStore store, LongConsumer onLifted) {
        this.store = store;
        this.onLifted = onLifted;
    }

    /** Why the account is paused, or null. */
    @Nullable
    String reason(long account) {
        Map<Long, String> now = paused;
        return now.isEmpty() ? null : now.get(account);
    }

    /** All that are paused. */
    public CompletableFuture<List<PauseStore.Pause>> all() {
        return store.paused();
    }

    /** Pauses an account, from this moment. */
    public CompletableFuture<Boolean> pause(long account, String reason, String by) {
        synchronized (this) {
            if (paused.containsKey(account)) {
                return CompletableFuture.completedFuture(false);
            }
            Map<Long, String> next = new HashMap<>(paused);
            next.put(account, reason);
            paused = Map.copyOf(next);
            changes++;
        }
        LOGGER.atWarn()
                .addKeyValue("account", account)
                .addKeyValue("cause", reason)
                .log("account paused");
        return store.pause(account, reason, by).whenComplete((done, failure) -> {
            written();
            if (failure != null) {
                LOGGER.atError()
                        .addKeyValue("account", account)
                        .addKeyValue("cause", failure)
                        .log("pause not kept: it ends with this process");
            }
        });
    }

    /** Lifts a pause; false if there was none. */
    public CompletableFuture<Boolean> resume(long account, String by) {
        return store.resume(account, by).whenComplete((was, failure) -> {
            if (failure == null) {
                lift(account);
            }
        });
    }

    private void lift(long account) {
        synchronized (this) {
            Map<Long, String> next = new HashMap<>(paused);
            next.remove(account);
            paused = Map.copyOf(next);
            changes++;
        }
        onLifted.accept(account);
        LOGGER.atInfo().addKeyValue("account", account).log("account resumed");
    }

    private synchronized void written() {
        changes++;
    }

    private synchronized long changes() {
        return changes;
    }

    /** Reads from the store who is paused. */
    public CompletableFuture<Void> refresh() {
        long before = changes();
        return store.paused().thenAccept(all -> {
            for (long account : take(all, before)) {
                onLifted.accept(account);
                LOGGER.atInfo().addKeyValue("account", account).log("account resumed");
            }
        });
    }

    /** Takes up what was read, unless something has changed since; whose pause has ended. */
    private synchronized List<Long> take(List<PauseStore.Pause> all, long before) {
        if (changes != before) {
            return List.of();
        }
        Map<Long, String> next = new HashMap<>();
        all.forEach(pause -> next.put(pause.account(), pause.reason()));
        List<Long> lifted = paused.keySet().stream()
                .filter(account -> !next.containsKey(account))
                .toList();
        if (!next.equals(paused)) {
            paused = Map.copyOf(next);
        }
        return lifted;
    }
}
