package trunkline.sip.locate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which targets of one trunk have failed lately, and until when they are better left alone (RFC 3263 §4.3). They are
 * tried last, not never: where all have failed, the request must still go somewhere. Thread-safe.
 */
public final class SickTargets {

    /** Targets remembered; the one that failed longest ago gives way. */
    private static final int MAX = 256;

    private final LongSupplier nanoClock;
    private final Map<Target, Long> untilNanos = new LinkedHashMap<>();

    public SickTargets(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** It failed, and is left alone for so long. */
    public synchronized void failed(Target target, long forNanos) {
        untilNanos.remove(target);
        if (untilNanos.size() == MAX) {
            untilNanos.remove(untilNanos.keySet().iterator().next());
        }
        untilNanos.put(target, nanoClock.getAsLong() + forNanos);
    }

    /** It has answered. */
    public synchronized void recovered(Target target) {
        untilNanos.remove(target);
    }

    /** Those that are well first, each group in its order. */
    public synchronized List<Target> wellFirst(List<Target> targets) {
        long now = nanoClock.getAsLong();
        untilNanos.values().removeIf(until -> now - until >= 0);
        List<Target> ordered = new ArrayList<>(targets.size());
        List<Target> sick = new ArrayList<>();
        for (Target target : targets) {
            (untilNanos.containsKey(target) ? sick : ordered).add(target);
        }
        ordered.addAll(sick);
        return ordered;
    }
}
