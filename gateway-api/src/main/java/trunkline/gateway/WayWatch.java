package trunkline.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.route.WayHealth;

/**
 * Which ways are down for so long that messages go elsewhere. One that is down for a moment, such as a bind that is being
 * made again, is not. Looks when it is told to; answers any thread.
 */
final class WayWatch implements WayHealth {

    private record Down(String why, long sinceNanos) {}

    private final long patienceNanos;
    private final LongSupplier nanoClock;
    private final Supplier<Map<String, String>> whyDown;
    /** Replaced at each look, never changed. */
    private volatile Map<String, Down> down = Map.of();

    /**
     * @param patience how long a way may be down before it counts
     * @param whyDown why each way that is down is down, by its name
     */
    WayWatch(Duration patience, LongSupplier nanoClock, Supplier<Map<String, String>> whyDown) {
        this.patienceNanos = patience.toNanos();
        this.nanoClock = nanoClock;
        this.whyDown = whyDown;
    }

    /** Looks at all ways. */
    void look() {
        Map<String, Down> before = down;
        long now = nanoClock.getAsLong();
        Map<String, Down> after = new HashMap<>();
        whyDown.get().forEach((way, why) -> {
            Down known = before.get(way);
            after.put(way, new Down(why, known == null ? now : known.sinceNanos()));
        });
        down = after;
    }

    @Override
    public @Nullable String whyDown(String way) {
        Down known = down.get(way);
        return known == null || nanoClock.getAsLong() - known.sinceNanos() < patienceNanos ? null : known.why();
    }
}
