package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short storm; {@code bench/storm.sh} has the long one. */
class StormIT {

    private static final int WINDOW = 20;
    private static final int MESSAGES = 3_000;

    @TempDir
    private Path directory;

    @Test
    void everyMessageEndsNoneIsLostAndDuplicatesAreBoundedAndFlagged() throws Exception {
        Storm storm = new Storm(MESSAGES, 2, WINDOW, Duration.ofMillis(5_500), 400);

        Storm.Result result = storm.run(directory, Duration.ofMinutes(3));

        assertThat(result.open()).as(result.example()).isZero();
        assertThat(result.lost()).isZero();
        assertThat(result.states()).isEqualTo(Map.of("delivered", MESSAGES));
        assertThat(result.isWithinBound(WINDOW)).as(result.toString()).isTrue();
        assertThat(result.unflagged()).isZero();
        assertThat(result.unmatchedReceipts()).isZero();
    }
}
