package trunkline.smpp.bind;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The counts behind {@link BindStatus}: written by the bind's loop alone, read by any thread. */
final class Counters {

    private final Map<BindCounter, AtomicLong> counts = new EnumMap<>(BindCounter.class);

    Counters() {
        for (BindCounter counter : BindCounter.values()) {
            counts.put(counter, new AtomicLong());
        }
    }

    void increment(BindCounter counter) {
        AtomicLong count = counts.get(counter);
        if (count != null) { // every counter is there
            count.setOpaque(count.getPlain() + 1);
        }
    }

    Map<BindCounter, Long> snapshot() {
        var snapshot = new EnumMap<BindCounter, Long>(BindCounter.class);
        counts.forEach((counter, count) -> snapshot.put(counter, count.getOpaque()));
        return snapshot;
    }
}
