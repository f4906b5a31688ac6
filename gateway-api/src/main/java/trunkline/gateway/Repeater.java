package trunkline.gateway;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.Leave;
import trunkline.gateway.dispatch.LeavingHours;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.store.RepetitionStore;

/** Has what is due be sent again: about once a second, a bounded number in one transaction. */
final class Repeater {

    private static final Logger LOGGER = LoggerFactory.getLogger(Repeater.class);
    /** Repetitions of one transaction, so that nobody waits for it. */
    private static final int AT_ONCE = 200;

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    private final RepetitionStore store;
    private final LeavingHours hours;
    private final Clocks clocks;
    private volatile boolean running;

    Repeater(RepetitionStore store, LeavingHours hours, Clocks clocks) {
        this.store = store;
        this.hours = hours;
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
        var unused = store.repeatDue(clocks.nowMicros(), AT_ONCE, this::leavesAt)
                .whenComplete((due, failure) -> {
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

    /** One that never may is tried again each day, until its sender or a new configuration sees to it. */
    private long leavesAt(MessageRequest request) {
        long now = clocks.nowMicros();
        Leave leave = hours.of(request, now);
        return leave.isNow() ? 0 : Math.min(leave.atMicros(), now + DAY_MICROS);
    }
}
