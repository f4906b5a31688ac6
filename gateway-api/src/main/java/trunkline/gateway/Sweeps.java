package trunkline.gateway;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.config.StoreConfig;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.storage.SqlStore;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.RetentionStore;

/** Ends and drops what has become too old, again and again, a bounded number at once. */
final class Sweeps {

    private static final Logger LOGGER = LoggerFactory.getLogger(Sweeps.class);
    private static final long SECONDS = 30;
    private static final long RETENTION_SECONDS = 60;
    private static final int UNHEARD_MAX = 500;
    private static final int KEYS_DROPPED_MAX = 500;
    private static final String UNHEARD = "the SMSC took it, and sent no delivery receipt before its validity ended";

    private final SqlStore store;
    private final Timekeeper time;
    private final Retention retention;
    private final RetentionStore removals;

    Sweeps(SqlStore store, StoreConfig config, Timekeeper time) {
        this.store = store;
        this.time = time;
        this.removals = store.retention();
        this.retention = new Retention(removals, config, time.patient(), time);
    }

    void start(Meters meters) {
        time.after(TimeUnit.SECONDS.toNanos(1), Runnable::run, retention::look);
        time.every(RETENTION_SECONDS, retention::look);
        time.every(RETENTION_SECONDS, removals::wipeRemains);
        time.every(RETENTION_SECONDS, this::recount);
        retention.measure(meters);
        time.every(SECONDS, this::endUnheardOf);
        time.every(SECONDS, this::dropRequestKeys);
    }

    private void endUnheardOf() {
        var unused = store.messages()
                .unheardOf(time.patient().nowMicros(), UNHEARD_MAX)
                .thenCompose(keys -> store.messages()
                        .end(keys.stream()
                                .map(key -> new Ending(key, SmsState.UNKNOWN, UNHEARD))
                                .toList()))
                .exceptionally(failure -> {
                    LOGGER.atWarn().addKeyValue("cause", failure).log("messages without receipts not ended");
                    return null;
                });
    }

    private void recount() {
        var unused = store.recount().exceptionally(failure -> {
            LOGGER.atWarn().addKeyValue("cause", failure).log("ladders and parts not counted again, will try again");
            return false;
        });
    }

    private void dropRequestKeys() {
        var unused = store.messages()
                .dropRequestKeys(KEYS_DROPPED_MAX)
                .thenAccept(dropped -> {
                    if (dropped == KEYS_DROPPED_MAX) {
                        dropRequestKeys();
                    }
                })
                .exceptionally(failure -> {
                    LOGGER.atWarn().addKeyValue("cause", failure).log("old request keys not dropped");
                    return null;
                });
    }
}
