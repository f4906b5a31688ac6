package trunkline.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Many kills.
 *
 * <pre>
 *   KillLoad DIRECTORY ROUNDS SEED
 * </pre>
 */
public final class KillLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SHOWN = 10;

    private KillLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "kill");
        int rounds = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        Kills.Result result = new Kills(rounds, seed).run(directory, PATIENCE);
        System.out.printf(
                "kill: rounds=%d seed=%d promised=%d messages=%d repetitions=%d occurrences=%d taken-back=%d resent=%d"
                        + " resent-bound=%d webhooks=%d wrong=%d%n",
                rounds,
                seed,
                result.promised(),
                result.messages(),
                result.repetitions(),
                result.occurrences(),
                result.cancelled(),
                result.resent(),
                rounds * Kills.WINDOW,
                result.webhooks(),
                result.wrong().size());
        result.wrong().stream().limit(SHOWN).forEach(System.out::println);
        boolean held = result.wrong().isEmpty() && result.resent() <= rounds * Kills.WINDOW;
        System.exit(held ? 0 : 1);
    }
}
