package trunkline.gateway.bank;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which SIM each recipient last heard from. Bounded: those written to longest ago are forgotten. */
final class Recipients {

    static final int MAX = 100_000;

    private final Map<String, String> sims = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX;
        }
    };

    void putAll(Map<String, String> known) {
        sims.putAll(known);
    }

    @Nullable
    String simOf(String recipient) {
        return sims.get(recipient);
    }

    /** Whether this is news. */
    boolean put(String recipient, String sim) {
        return !sim.equals(sims.put(recipient, sim));
    }
}
