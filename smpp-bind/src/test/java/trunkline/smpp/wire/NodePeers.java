package trunkline.smpp.wire;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Programs of others that run on Node.js, under {@code interop}: {@code npm ci} there makes them ready. Where they are not,
 * a test that needs them is skipped and says why; with {@code TRUNKLINE_INTEROP=required} it fails.
 */
public final class NodePeers {

    private static final Path FOLDER = Path.of("interop").toAbsolutePath();
    private static final long MINUTES_MAX = 10;

    private NodePeers() {}

    /** Skips the calling test if Node.js or its packages are missing. */
    public static void require() {
        String missing = !isOnPath("node")
                ? "needs node on the path (Debian: nodejs)"
                : Files.isDirectory(FOLDER.resolve("node_modules")) ? "" : "needs 'npm ci' in smpp-bind/interop";
        if (!missing.isEmpty() && "required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            throw new AssertionError(missing + ", and TRUNKLINE_INTEROP=required");
        }
        assumeTrue(missing.isEmpty(), missing);
    }

    /**
     * Runs a script of the folder until it ends.
     *
     * @param output where its standard output goes; its errors go to those of the test
     * @return its exit code
     */
    public static int run(String script, Path output, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("node", FOLDER.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(script + " did not end");
        }
        return process.exitValue();
    }

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder).resolve(program))) {
                return true;
            }
        }
        return false;
    }
}
