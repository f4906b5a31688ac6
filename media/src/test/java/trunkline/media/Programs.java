package trunkline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that nobody here wrote, which tests compare with. A test is skipped where one is missing, and fails there if
 * {@code TRUNKLINE_INTEROP=required}.
 */
public final class Programs {

    private static final long SECONDS_MAX = 60;

    private Programs() {}

    /** Skips the test, or fails it, unless the program is on the path. */
    public static void require(String... names) {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(":");
        for (String name : names) {
            boolean there = Arrays.stream(folders)
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(name)));
            if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
                assertThat(there).as(name + " is installed").isTrue();
            }
            Assumptions.assumeTrue(there, name + " is not installed");
        }
    }

    /** Runs a command to its end, which must be a good one. */
    public static void run(Path directory, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(directory, "program", ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("%s ended in time", command[0]).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", command), Files.readString(log))
                .isZero();
    }
}
