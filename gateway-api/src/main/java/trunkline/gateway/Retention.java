package trunkline.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.config.StoreConfig;
import trunkline.gateway.dispatch.Alarm;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.store.RetentionStore;

/**
 * Removes what is older than the configuration keeps: a little at a time and with a rest after each, so that nobody who sends waits
 * for it.
 */
final class Retention {

    private static final Logger LOGGER = LoggerFactory.getLogger(Retention.class);
    /** With what is removed at once, 2,000 messages a second at most. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Ladders, recipients, or messages from phones, in one transaction. */
    private static final int AT_ONCE = 200;

    private final RetentionStore store;
    private final Duration keepMessages;
    private final Duration keepInbound;
    private final Duration inboundBodies;
    private final Clocks clocks;
    private final Alarm alarm;
    private final LongAdder messages = new LongAdder();
    private final LongAdder ladders = new LongAdder();
    private final LongAdder inbound = new LongAdder();
    private final LongAdder inboundTexts = new LongAdder();
    private volatile boolean running;
    /** What was removed when the last pass began. */
    private volatile long before;

    /** @param clocks patient ones: a clock that leaps ahead must not make everything old */
    Retention(RetentionStore store, StoreConfig config, Clocks clocks, Alarm alarm) {
        this.store = store;
        this.keepMessages = config.keepMessages();
        this.keepInbound = config.keepInbound();
        this.inboundBodies = shorter(config.inboundBodies(), config.keepInbound());
        this.clocks = clocks;
        this.alarm = alarm;
    }

    /** @param keptMax zero for no limit */
    private static Duration shorter(Duration kept, Duration keptMax) {
        return keptMax.isZero() || kept.compareTo(keptMax) < 0 ? kept : keptMax;
    }

    void measure(Meters meters) {
        meters.counter("trunkline.retention.removed", messages, LongAdder::sum, "kind", "messages");
        meters.counter("trunkline.retention.removed", ladders, LongAdder::sum, "kind", "ladders");
        meters.counter("trunkline.retention.removed", inbound, LongAdder::sum, "kind", "inbound");
        meters.counter("trunkline.retention.removed", inboundTexts, LongAdder::sum, "kind", "inbound-texts");
    }

    /** Looks for what is old, unless it is looking already. */
    void look() {
        if (!running) {
            running = true;
            before = removed();
            removeMessages(0);
        }
    }

    private long removed() {
        return messages.sum() + ladders.sum() + inbound.sum() + inboundTexts.sum();
    }

    private void removeMessages(long afterKey) {
        if (keepMessages.isZero()) {
            dropInboundTexts();
            return;
        }
        then(store.removeMessages(cutoff(keepMessages), afterKey), sweep -> {
            messages.add(sweep.removed());
            if (sweep.more()) {
                rest(() -> removeMessages(sweep.upTo()));
            } else {
                removeLadders();
            }
        });
    }

    private void removeLadders() {
        then(store.removeLadders(cutoff(keepMessages), AT_ONCE), removed -> {
            ladders.add(removed);
            if (removed == AT_ONCE) {
                rest(this::removeLadders);
            } else {
                removeRecipients();
            }
        });
    }

    /** What banks of modems remember of those they have written to goes with the messages. */
    private void removeRecipients() {
        then(store.removeRecipients(cutoff(keepMessages), AT_ONCE), removed -> {
            if (removed == AT_ONCE) {
                rest(this::removeRecipients);
            } else {
                dropInboundTexts();
            }
        });
    }

    /** Before the messages go: then nothing would name the events that tell the texts. */
    private void dropInboundTexts() {
        then(store.dropInboundTexts(cutoff(inboundBodies), AT_ONCE), dropped -> {
            inboundTexts.add(dropped);
            if (dropped == AT_ONCE) {
                rest(this::dropInboundTexts);
            } else {
                removeInbound();
            }
        });
    }

    private void removeInbound() {
        if (keepInbound.isZero()) {
            end();
            return;
        }
        then(store.removeInbound(cutoff(keepInbound), AT_ONCE), removed -> {
            inbound.add(removed);
            if (removed == AT_ONCE) {
                rest(this::removeInbound);
            } else {
                end();
            }
        });
    }

    private long cutoff(Duration kept) {
        return clocks.nowMicros() - TimeUnit.NANOSECONDS.toMicros(kept.toNanos());
    }

    private void rest(Runnable next) {
        alarm.after(REST_NANOS, Runnable::run, next);
    }

    private <T> void then(CompletableFuture<T> work, Consumer<T> next) {
        var unused = work.thenAccept(next).exceptionally(failure -> {
            LOGGER.atWarn().addKeyValue("cause", failure).log("old messages not removed, will try again");
            running = false;
            return null;
        });
    }

    private void end() {
        long removed = removed() - before;
        if (removed > 0) {
            store.wipeRemains();
            LOGGER.atInfo()
                    .addKeyValue("removed", removed)
                    .addKeyValue("messagesSoFar", messages.sum())
                    .addKeyValue("laddersSoFar", ladders.sum())
                    .addKeyValue("inboundSoFar", inbound.sum())
                    .addKeyValue("inboundTextsSoFar", inboundTexts.sum())
                    .log("old messages removed");
        }
        running = false;
    }
}
