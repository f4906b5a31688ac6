package trunkline.gateway.webhook;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of the events of each message: one at a time, the later ones behind it. Bounded by the deliveries that there
 * are. Confined to one thread.
 */
final class Lanes {

    private static final class Lane {
        private Delivery head;
        private Delivery tail;

        Lane(Delivery first) {
            head = first;
            tail = first;
        }
    }

    private final Map<Long, Lane> lanes = new HashMap<>();

    /** Takes its place; the one that it has to wait for, or null if it may go. */
    @Nullable
    Delivery enter(Delivery delivery) {
        if (delivery.message() == 0) {
            return null; // events of no message have no order among each other
        }
        Lane lane = lanes.get(delivery.message());
        if (lane == null) {
            lanes.put(delivery.message(), new Lane(delivery));
            return null;
        }
        lane.tail.putBehind(delivery);
        lane.tail = delivery;
        return lane.head;
    }

    /** The first of its message is done; the next one, which may go now, or null if there is none. */
    @Nullable
    Delivery leave(Delivery delivery) {
        Delivery next = delivery.behind();
        delivery.putBehind(null);
        Lane lane = lanes.get(delivery.message());
        if (next == null) {
            lanes.remove(delivery.message());
        } else if (lane != null) {
            lane.head = next;
        }
        return next;
    }
}
