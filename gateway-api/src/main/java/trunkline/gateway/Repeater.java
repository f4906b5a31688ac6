package trunkline.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.store.RepetitionStore;

/** Has what is due be sent again: about once a second, a bounded number in one transaction. */
final class Repeater {

    private static final Logger LOGGER = LoggerFactory.getLogger(Repeater.class);
    /** Repetitions of one transaction, so that nobody waits for it. */
    private static final int AT_ONCE = 200;

    private final RepetitionStore store;
    private final Clocks clocks;
    private volatile boolean running;

    Repeater(RepetitionStore store, Clocks clocks) {
        this.store = store;
        this.clocks = clocks;
    }

    /** Looks unless it is looking already. */
    void look() {
        if (!running) {
            running = true;
            repeat();
        }
    }

    private void repeat() {
        var unused = store.repeatDue(clocks.nowMicros(), AT_ONCE).whenComplete((due, failure) -> {
            if (failure != null) {
                LOGGER.atWarn().addKeyValue("cause", failure).log("repetitions not looked at, will try again");
            }
            if (failure == null && due == AT_ONCE) {
                repeat();
            } else {
                running = false;
            }
        });
    }
}
