package trunkline.sip.trunk;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a trunk is watched by OPTIONS (RFC 3261 §11).
 *
 * @param interval between two questions
 * @param down so many of the last so many unanswered, and the trunk is down
 * @param up so many of the last so many answered, and it is up again
 * @param fromUser user part of our From; null for the account's, since some trunks ban who has none
 * @param answers statuses that count as an answer; empty for every one but 408 and 503, for a refusal is a sign of life
 */
public record HealthSettings(Duration interval, Ratio down, Ratio up, @Nullable String fromUser, Set<Integer> answers) {

    /**
     * {@code count} of {@code of}.
     *
     * @param of 1 to 32
     */
    public record Ratio(int count, int of) {

        public Ratio {
            SettingCheck.that(of >= 1 && of <= 32, "of", of, "must be 1 to 32");
            SettingCheck.that(count >= 1 && count <= of, "count", count, "must be 1 to " + of);
        }

        @Override
        public String toString() {
            return count + " of " + of;
        }
    }

    /** Every 30 s; down after 3 of 4 went unanswered, up after 2 of 2 were answered. */
    public static final HealthSettings DEFAULT =
            new HealthSettings(Duration.ofSeconds(30), new Ratio(3, 4), new Ratio(2, 2), null, Set.of());

    public HealthSettings {
        SettingCheck.that(
                interval.toMillis() >= 10 && interval.compareTo(Duration.ofHours(1)) <= 0,
                "interval",
                interval,
                "must be 10 ms to 1 h");
        answers = Set.copyOf(answers);
    }

    public HealthSettings withInterval(Duration newInterval) {
        return new HealthSettings(newInterval, down, up, fromUser, answers);
    }

    public HealthSettings withRatios(Ratio newDown, Ratio newUp) {
        return new HealthSettings(interval, newDown, newUp, fromUser, answers);
    }

    /** Whether a final status means that the trunk takes calls. */
    public boolean isAlive(int status) {
        return answers.isEmpty() ? status != 408 && status != 503 : answers.contains(status);
    }
}
