package trunkline.gateway.trunk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import trunkline.media.prompt.Prompt;

/** Prompts of silence: packets go on in pauses, so that no device between here and the callee takes the call for dead. */
final class Silences {

    /** Beyond that the one not used for longest is made again when it is needed. */
    private static final int KEPT_MAX = 64;

    private static final int SAMPLES_PER_MILLI = Prompt.SAMPLE_RATE / 1_000;

    private final Map<Duration, Prompt> made = new LinkedHashMap<>(KEPT_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Duration, Prompt> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** Silence of this length, above zero. */
    synchronized Prompt of(Duration length) {
        return made.computeIfAbsent(
                length, key -> Prompt.ofSamples(new short[Math.toIntExact(key.toMillis()) * SAMPLES_PER_MILLI]));
    }
}
