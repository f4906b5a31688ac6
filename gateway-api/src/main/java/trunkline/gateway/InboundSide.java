package trunkline.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.config.InboundConfig;
import trunkline.gateway.inbound.InboundRules;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.inbound.OptWords;
import trunkline.gateway.inbound.OwnNumbers;
import trunkline.gateway.message.BodyKeeping;

/** What has to be done for messages from phones as time passes. */
final class InboundSide {

    private static final Logger LOGGER = LoggerFactory.getLogger(InboundSide.class);
    private static final long GIVE_SECONDS = 1;
    private static final long FORGET_SECONDS = 10;
    /** Messages in one transaction; as long as there are more, the next follows at once. */
    private static final int AT_ONCE = 500;

    private final InboundStore store;
    private final Timekeeper time;
    private final long incompleteMicros;
    private final long repeatsMicros;

    InboundSide(InboundConfig config, InboundStore store, Timekeeper time) {
        this.store = store;
        this.time = time;
        this.incompleteMicros = micros(config.incompleteAfter());
        this.repeatsMicros = micros(config.repeatsWithin());
    }

    static InboundRules rules(InboundConfig config, BodyKeeping bodies) {
        return new InboundRules(
                new OwnNumbers(config.numbers()),
                config.repeatsWithin(),
                OptWords.with(config.ownWords()),
                config.replies(),
                bodies);
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    void start() {
        time.every(GIVE_SECONDS, () -> all(() -> store.giveIncomplete(now() - incompleteMicros, AT_ONCE)));
        time.every(FORGET_SECONDS, () -> all(() -> store.forgetParts(now() - repeatsMicros, AT_ONCE)));
    }

    private long now() {
        return time.clocks().nowMicros();
    }

    private static void all(Supplier<CompletableFuture<Integer>> work) {
        var unused = work.get().whenComplete((done, failure) -> {
            if (failure != null) {
                LOGGER.atWarn().addKeyValue("cause", failure).log("old parts of long messages were not looked after");
            } else if (done == AT_ONCE) {
                all(work);
            }
        });
    }
}
