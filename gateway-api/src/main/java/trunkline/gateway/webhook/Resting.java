package trunkline.gateway.webhook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of one endpoint that failed and wait for another try, each the first of its message. Bounded by its worker.
 * Confined to one thread; times are microseconds since 1970 in UTC.
 */
final class Resting {

    private final Queue<Delivery> byTime =
            new PriorityQueue<>(Comparator.comparingLong(Delivery::nextAtMicros).thenComparingLong(Delivery::event));

    void add(Delivery delivery) {
        byTime.add(delivery);
    }

    /** Takes those that are due, the earliest first. */
    List<Delivery> takeDue(long nowMicros, int limit) {
        List<Delivery> due = new ArrayList<>();
        while (due.size() < limit && isDue(byTime.peek(), nowMicros)) {
            due.add(byTime.remove());
        }
        return due;
    }

    private static boolean isDue(@Nullable Delivery first, long nowMicros) {
        return first != null && first.nextAtMicros() <= nowMicros;
    }

    /** Takes those whose time is over. */
    List<Delivery> takeExpired(long nowMicros) {
        List<Delivery> expired = byTime.stream()
                .filter(delivery -> delivery.untilMicros() <= nowMicros)
                .toList();
        byTime.removeAll(expired);
        return expired;
    }

    /** When the oldest of them happened, as far as that is known; {@code Long.MAX_VALUE} for none. */
    long oldestMicros() {
        return byTime.stream()
                .mapToLong(Delivery::atMicros)
                .filter(micros -> micros > 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
