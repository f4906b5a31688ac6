package trunkline.gateway.webhook;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Replies;
import trunkline.gateway.store.DeadLetter;
import trunkline.gateway.store.DeliveryBatch;
import trunkline.gateway.store.DeliveryRetry;
import trunkline.gateway.store.EndpointState;
import trunkline.gateway.store.EndpointStore;

/**
 * What is yet to be written of one endpoint's deliveries: a batch at a time, each with the position as it is then, so that
 * whatever the position has passed is in the same transaction or an earlier one. A batch that fails is written again with
 * the next. Confined to the endpoint's event loop.
 */
final class Ledger {

    private static final Logger LOGGER = LoggerFactory.getLogger(Ledger.class);

    private final long endpoint;
    private final EndpointStore store;
    private final Executor loop;
    private final Window window;
    private final LongConsumer onWritten;
    private final Map<Long, DeliveryRetry> retries = new LinkedHashMap<>();
    private final Set<Long> settled = new LinkedHashSet<>();
    private final Map<Long, DeadLetter> dead = new LinkedHashMap<>();
    private final Set<Long> revived = new LinkedHashSet<>();
    private EndpointState.Health health;
    private long written;
    private boolean writing;
    private boolean healthChanged;
    private boolean writingRevived;

    /** @param onWritten is told {@link Window#coverage} of what is on the disk now */
    Ledger(EndpointState state, EndpointStore store, Executor loop, Window window, LongConsumer onWritten) {
        this.endpoint = state.endpoint().key();
        this.health = state.health();
        this.written = state.position();
        this.store = store;
        this.loop = loop;
        this.window = window;
        this.onWritten = onWritten;
    }

    EndpointState.Health health() {
        return health;
    }

    void succeeded(long nowMicros) {
        health = new EndpointState.Health(nowMicros, health.failedAtMicros(), health.failure());
    }

    void failed(long nowMicros, String why) {
        health = new EndpointState.Health(health.succeededAtMicros(), nowMicros, why);
        healthChanged = true;
    }

    /** It has a row of its own from now on, or another one. */
    void put(DeliveryRetry retry) {
        settled.remove(retry.event());
        retries.put(retry.event(), retry);
    }

    /** It was given up before, and is tried again. */
    void revive(DeliveryRetry retry) {
        put(retry);
        revived.add(retry.event());
    }

    /** It needs its row no more. */
    void settle(long event) {
        retries.remove(event);
        settled.add(event);
    }

    void bury(DeadLetter letter) {
        retries.remove(letter.event());
        settled.remove(letter.event());
        dead.put(letter.event(), letter);
    }

    /** Whether the store may still show something as given up that is being tried again. */
    boolean isReviving() {
        return writingRevived || !revived.isEmpty();
    }

    /** Whether everything is on the disk. */
    boolean isClean() {
        return !writing && !hasNews();
    }

    private boolean hasNews() {
        return window.position() != written
                || !retries.isEmpty()
                || !settled.isEmpty()
                || !dead.isEmpty()
                || !revived.isEmpty();
    }

    /** Writes what there is, unless a batch is being written; then the rest follows it. */
    void flush() {
        if (!writing && hasNews()) {
            write();
        }
    }

    /** The same, also for news that can wait. */
    void flushAll() {
        if (!writing && (healthChanged || hasNews())) {
            write();
        }
    }

    private void write() {
        DeliveryBatch batch = new DeliveryBatch(
                endpoint,
                window.position(),
                List.copyOf(retries.values()),
                List.copyOf(settled),
                List.copyOf(dead.values()),
                List.copyOf(revived),
                health);
        long coverage = window.coverage();
        writingRevived = !revived.isEmpty();
        retries.clear();
        settled.clear();
        dead.clear();
        revived.clear();
        healthChanged = false;
        writing = true;
        Replies.on(store.record(batch), loop, done -> onDone(batch, coverage), failure -> onFailure(batch, failure));
    }

    private void onDone(DeliveryBatch batch, long coverage) {
        writing = false;
        writingRevived = false;
        written = batch.position();
        onWritten.accept(coverage);
        flush();
    }

    /** What has come since stands before what was not written; the next flush tries again. */
    private void onFailure(DeliveryBatch batch, Throwable failure) {
        writing = false;
        writingRevived = false;
        for (DeliveryRetry retry : batch.retries()) {
            if (!settled.contains(retry.event()) && !dead.containsKey(retry.event())) {
                retries.putIfAbsent(retry.event(), retry);
            }
        }
        for (long event : batch.settled()) {
            if (!retries.containsKey(event) && !dead.containsKey(event)) {
                settled.add(event);
            }
        }
        for (DeadLetter letter : batch.dead()) {
            if (!retries.containsKey(letter.event())) {
                dead.putIfAbsent(letter.event(), letter);
            }
        }
        revived.addAll(batch.revived());
        healthChanged = true;
        LOGGER.atWarn()
                .addKeyValue("endpoint", endpoint)
                .addKeyValue("cause", failure)
                .log("deliveries not recorded, will try again");
    }
}
