package trunkline.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The long storm of messages from phones.
 *
 * <pre>
 *   InboundStormLoad DIRECTORY MESSAGES
 * </pre>
 */
public final class InboundStormLoad {

    private static final int MINUTES = 15;
    private static final int SHOWN = 10;

    private InboundStormLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "inbound-storm");
        int messages = Integer.parseInt(arguments[1]);
        long startNanos = System.nanoTime();
        InboundStorm.Result result = new InboundStorm(messages, MINUTES).run(directory);
        System.out.printf(
                "inbound-storm: messages=%d seconds=%d whole=%d incomplete=%d wrong=%d%n",
                messages,
                Duration.ofNanos(System.nanoTime() - startNanos).toSeconds(),
                result.whole(),
                result.incomplete(),
                result.wrong().size());
        result.wrong().stream().limit(SHOWN).forEach(System.out::println);
        System.exit(result.wrong().isEmpty() ? 0 : 1);
    }
}
