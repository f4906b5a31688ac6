package trunkline.gateway.webhook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.store.DeadLetter;
import trunkline.gateway.store.DeliveryRetry;
import trunkline.gateway.store.EventReport;

/**
 * The deliveries of one endpoint that are not done: those that come in order, those that have left the order and have a row of
 * their own, and which of both can be sent now. Of each message one can be at a time.
 *
 * <p>Confined to the endpoint's event loop; times are microseconds since 1970 in UTC.
 */
final class Deliveries {

    /** Events with a row of their own. With so many the order rests: nothing is given up before its time. */
    private static final int KEPT_MAX = 5_000;

    private final Window window;
    private final Ledger ledger;
    private final Lanes lanes = new Lanes();
    private final Resting resting = new Resting();
    /** What can be sent now; bounded by the window and by how many are read again at once. */
    private final Deque<Delivery> ready = new ArrayDeque<>();

    private int kept;

    Deliveries(Window window, Ledger ledger) {
        this.window = window;
        this.ledger = ledger;
    }

    /** How many rows of their own may be there at the start: what was in the order may have left it since. */
    static int mostKept() {
        return KEPT_MAX + Window.SIZE;
    }

    int kept() {
        return kept;
    }

    /** Whether no more can be taken up. */
    boolean isFull() {
        return kept >= KEPT_MAX;
    }

    /** Takes up an event that comes in order. */
    void take(Delivery delivery) {
        window.add(delivery);
        Delivery head = lanes.enter(delivery);
        if (head == null) {
            ready.add(delivery);
        } else if (head.isKept()) {
            keep(delivery, head.nextAtMicros());
        }
    }

    /** Takes up an event whose time was over before it was read. */
    void takeExpired(Delivery delivery, DeadLetter letter) {
        window.add(delivery);
        bury(delivery, letter);
    }

    /** Takes up one that has a row of its own. */
    void takeKept(DeliveryRetry retry) {
        Delivery delivery = Delivery.of(retry);
        kept++;
        if (lanes.enter(delivery) == null) {
            resting.add(delivery);
        }
    }

    /** Gives one that waits behind another a row of its own, so that the order goes on without it. */
    private void keep(Delivery delivery, long nextAtMicros) {
        delivery.rest(nextAtMicros);
        leaveOrder(delivery);
    }

    private void leaveOrder(Delivery delivery) {
        ledger.put(delivery.toRetry());
        window.done(delivery);
        kept++;
    }

    private void keepThoseBehind(Delivery first) {
        for (Delivery next = first.behind(); next != null; next = next.behind()) {
            if (!next.isKept()) {
                keep(next, first.nextAtMicros());
            }
        }
    }

    /** The next that can be sent, or null. */
    @Nullable
    Delivery next() {
        return ready.poll();
    }

    /** What {@link #next} would give. */
    @Nullable
    Delivery peek() {
        return ready.peek();
    }

    int ready() {
        return ready.size();
    }

    /** It was not sent after all, and goes before all others. */
    void putBack(Delivery delivery) {
        ready.addFirst(delivery);
    }

    /** It has failed, and is sent again then; the order goes on without it. */
    void rest(Delivery delivery, long untilMicros) {
        boolean inOrder = !delivery.isKept();
        delivery.rest(untilMicros);
        if (inOrder) {
            leaveOrder(delivery);
        } else {
            ledger.put(delivery.toRetry());
        }
        keepThoseBehind(delivery);
        resting.add(delivery);
    }

    /** It takes long: the order goes on without it. It is sent again then, should this process end before it is answered. */
    void stepAside(Delivery delivery, long atMicros) {
        if (!delivery.isKept()) {
            delivery.keep(atMicros);
            leaveOrder(delivery);
            keepThoseBehind(delivery);
        }
    }

    /** Takes those whose rest is over, to be read again. */
    List<Delivery> takeDue(long nowMicros, int limit) {
        return resting.takeDue(nowMicros, limit);
    }

    /** Takes those at rest whose time is over. */
    List<Delivery> takeExpired(long nowMicros) {
        return resting.takeExpired(nowMicros);
    }

    /** They could not be read again. */
    void restOn(List<Delivery> due) {
        due.forEach(resting::add);
    }

    /** They were read again and can be sent; those that are not among the reports are so old that they are not kept any more. */
    void readAgain(List<Delivery> due, List<EventReport> reports, long nowMicros) {
        Map<Long, EventReport> byId = new HashMap<>();
        reports.forEach(report -> byId.put(report.event().id(), report));
        for (Delivery delivery : due) {
            EventReport report = byId.get(delivery.event());
            if (report == null) {
                settle(delivery, nowMicros);
            } else {
                delivery.read(report);
                ready.add(delivery);
            }
        }
    }

    /** It needs no other try. */
    void settle(Delivery delivery, long nowMicros) {
        if (delivery.isKept()) {
            ledger.settle(delivery.event());
            kept--;
        } else {
            window.done(delivery);
        }
        release(delivery, nowMicros);
    }

    /** It is given up, and the next event of its message goes. */
    void giveUp(Delivery delivery, DeadLetter letter) {
        bury(delivery, letter);
        release(delivery, letter.diedAtMicros());
    }

    private void bury(Delivery delivery, DeadLetter letter) {
        ledger.bury(letter);
        if (delivery.isKept()) {
            kept--;
        } else {
            window.done(delivery);
        }
    }

    private void release(Delivery delivery, long nowMicros) {
        Delivery next = delivery.message() == 0 ? null : lanes.leave(delivery);
        if (next == null) {
            return;
        }
        if (next.isRead()) {
            ready.add(next);
        } else {
            next.keep(nowMicros);
            resting.add(next);
        }
    }

    /** When the oldest of them happened, as far as that is known; 0 for none. */
    long oldestMicros() {
        Delivery first = window.first();
        long oldest = Math.min(first == null ? Long.MAX_VALUE : first.atMicros(), resting.oldestMicros());
        return oldest == Long.MAX_VALUE ? 0 : oldest;
    }
}
