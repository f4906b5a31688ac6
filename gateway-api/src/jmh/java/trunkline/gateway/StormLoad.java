package trunkline.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The long storm.
 *
 * <pre>
 *   StormLoad DIRECTORY MESSAGES
 * </pre>
 */
public final class StormLoad {

    private static final int BINDS = 2;
    private static final int WINDOW = 50;
    private static final int THROTTLE_ABOVE = 2_000;
    private static final Duration DROP_EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private StormLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "storm");
        int messages = Integer.parseInt(arguments[1]);
        long startNanos = System.nanoTime();
        Storm.Result result = new Storm(messages, BINDS, WINDOW, DROP_EVERY, THROTTLE_ABOVE).run(directory, PATIENCE);
        System.out.printf(
                "storm: messages=%d seconds=%d bound=%d %s%n",
                messages,
                Duration.ofNanos(System.nanoTime() - startNanos).toSeconds(),
                (long) result.drops() * WINDOW,
                result);
        boolean held = result.open() == 0
                && result.lost() == 0
                && result.unflagged() == 0
                && result.isWithinBound(WINDOW)
                && result.unmatchedReceipts() == 0;
        System.exit(held ? 0 : 1);
    }
}
