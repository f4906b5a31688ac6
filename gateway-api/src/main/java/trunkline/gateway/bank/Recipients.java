package trunkline.gateway.bank;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which SIM each recipient last heard from. Bounded: those written to longest ago are forgotten. */
final class Recipients {

    static final int MAX = 100_000;
    /** Of what an earlier process kept. */
    private static final long UNKNOWN_DAY = Long.MIN_VALUE;

    /** @param keptOn the day, counted from 1970, on which it was last kept */
    private record Heard(String sim, long keptOn) {}

    private final Map<String, Heard> heard = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Heard> eldest) {
            return size() > MAX;
        }
    };

    void putAll(Map<String, String> known) {
        known.forEach((recipient, sim) -> heard.put(recipient, new Heard(sim, UNKNOWN_DAY)));
    }

    @Nullable
    String simOf(String recipient) {
        Heard known = heard.get(recipient);
        return known == null ? null : known.sim();
    }

    /** Whether this is to be kept: it is news, or was kept on another day, and what is kept goes by its age. */
    boolean put(String recipient, String sim, long day) {
        Heard known = heard.get(recipient);
        if (known != null && known.sim().equals(sim) && known.keptOn() == day) {
            return false;
        }
        heard.put(recipient, new Heard(sim, day));
        return true;
    }
}
