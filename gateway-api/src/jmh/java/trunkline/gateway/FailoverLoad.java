package trunkline.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The long failover.
 *
 * <pre>
 *   FailoverLoad DIRECTORY MESSAGES PER_SECOND
 * </pre>
 */
public final class FailoverLoad {

    private static final int WINDOW = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private FailoverLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "failover");
        int messages = Integer.parseInt(arguments[1]);
        int perSecond = Integer.parseInt(arguments[2]);
        Outages.Result result = new Outages(messages, perSecond, WINDOW, messages / 3).run(directory, PATIENCE);
        System.out.printf("failover: messages=%d per-second=%d window=%d %s%n", messages, perSecond, WINDOW, result);
        boolean held =
                result.lost() == 0 && result.answered() == 0 && result.unflagged() == 0 && result.twice() <= WINDOW;
        System.exit(held ? 0 : 1);
    }
}
