package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills; {@code bench/kill.sh} has many. */
class KillsIT {

    private static final int ROUNDS = 2;

    @TempDir
    private Path directory;

    @Test
    void aKillDoublesNoOccurrenceAndLosesNoneAndEveryEventIsToldInOrder() throws Exception {
        Kills.Result result = new Kills(ROUNDS, 7).run(directory, Duration.ofMinutes(2));

        assertThat(result.wrong()).isEmpty();
        assertThat(result.resent()).isLessThanOrEqualTo(ROUNDS * Kills.WINDOW);
        assertThat(result.repetitions()).isPositive();
        assertThat(result.occurrences()).isGreaterThan(result.repetitions());
        assertThat(result.webhooks()).isGreaterThan(result.messages());
    }
}
