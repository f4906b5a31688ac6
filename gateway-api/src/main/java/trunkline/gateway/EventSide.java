package trunkline.gateway;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.config.WebhooksConfig;
import trunkline.gateway.event.Callback;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EventBell;
import trunkline.gateway.http.dialect.amivono.EventAnswers;
import trunkline.gateway.http.dialect.voipcommunications.ReplyCallback;
import trunkline.gateway.http.dialect.voximplant.SmsInboundCallback;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.storage.SqlStore;
import trunkline.gateway.store.EventReport;
import trunkline.gateway.webhook.Webhooks;

/** Webhooks, and the end of events that are old. */
final class EventSide implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventSide.class);
    private static final long DROP_SECONDS = 10;
    /** Rows dropped in one transaction, so that nobody waits for it. */
    private static final int DROPPED_AT_ONCE = 500;

    private final Webhooks webhooks;
    private final SqlStore store;
    private final Timekeeper time;
    private final long keptMicros;
    private volatile boolean dropping;
    private volatile boolean closed;

    EventSide(WebhooksConfig config, SqlStore store, EventBell bell, Timekeeper time, Meters meters)
            throws IOException {
        this.store = store;
        this.time = time;
        this.keptMicros = config.keepEvents().toNanos() / 1_000;
        this.webhooks = new Webhooks(
                config,
                new Webhooks.Sources(store.events(), store.endpoints(), bell),
                EventSide::body,
                time.clocks(),
                meters);
    }

    private static byte[] body(Endpoint endpoint, EventReport report) {
        Callback callback = endpoint.settings().callback();
        if (callback == null) {
            return EventAnswers.body(report);
        }
        return switch (callback.form()) {
            case VOXIMPLANT -> SmsInboundCallback.body(callback, report);
            case VOIP_COMMUNICATIONS -> ReplyCallback.body(report);
        };
    }

    void start() {
        webhooks.start();
        time.every(DROP_SECONDS, () -> {
            if (!dropping) {
                dropping = true;
                drop();
            }
        });
    }

    /** Drops what is old, a little at a time until nothing is left. */
    private void drop() {
        CompletableFuture<Integer> old = store.events().drop(time.clocks().nowMicros() - keptMicros, DROPPED_AT_ONCE);
        var unused = old.thenCombine(store.endpoints().sweep(DROPPED_AT_ONCE), Integer::sum)
                .whenComplete((dropped, failure) -> {
                    if (failure != null) {
                        LOGGER.atWarn().addKeyValue("cause", failure).log("old events not dropped, will try again");
                    }
                    if (failure == null && dropped >= DROPPED_AT_ONCE && !closed) {
                        drop();
                    } else {
                        dropping = false;
                    }
                });
    }

    Webhooks webhooks() {
        return webhooks;
    }

    @Override
    public void close() {
        closed = true;
        webhooks.close();
    }
}
