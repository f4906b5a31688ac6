package trunkline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * rtp-sink, a receiver in C that judges RTP by the kernel's time stamps. Its source is found by the environment variable
 * {@code RTP_SINK}, or at its usual place beside this repository, and built in a copy.
 */
public final class RtpSink implements AutoCloseable {

    private static final Path USUAL_PLACE = Path.of("..", "..", "shared", "bench", "rtp-sink");

    private final Process process;
    private final Path json;
    private final int port;

    private RtpSink(Process process, Path json, int port) {
        this.process = process;
        this.json = json;
        this.port = port;
    }

    /** Builds and starts it in {@code directory}; skips the test where it cannot be had, unless that is required. */
    public static RtpSink start(Path directory) throws IOException, InterruptedException {
        String given = System.getenv("RTP_SINK");
        Path source = (given == null ? USUAL_PLACE : Path.of(given)).resolve("rtp-sink.c");
        requireOrSkip(Files.isReadable(source), "rtp-sink not found at " + source.toAbsolutePath());
        Files.copy(source, directory.resolve("rtp-sink.c"), StandardCopyOption.REPLACE_EXISTING);
        Process compiler = new ProcessBuilder("cc", "-O2", "-o", "rtp-sink", "rtp-sink.c", "-lm")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        requireOrSkip(compiler.waitFor() == 0, "no C compiler for rtp-sink");

        int port = freePort();
        Path log = directory.resolve("log");
        Path json = directory.resolve("sink.json");
        Process sink = new ProcessBuilder("./rtp-sink", "-p", String.valueOf(port), "-x", "30", "-j", json.toString())
                .directory(directory.toFile())
                .redirectError(log.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Files.readString(log)
                .contains("port(s) from"));
        return new RtpSink(sink, json, port);
    }

    public int port() {
        return port;
    }

    /** Ends it; its figures can be asked for then. */
    public void finish() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** One of its figures by its name in the JSON. */
    public double figure(String name) throws IOException {
        Matcher matcher = Pattern.compile("\"" + name + "\":([-0-9.]+)").matcher(Files.readString(json));
        assertThat(matcher.find()).as(name).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        while (true) {
            try (var even = new DatagramSocket()) {
                if (even.getLocalPort() % 2 == 0) {
                    return even.getLocalPort();
                }
            }
        }
    }

    private static void requireOrSkip(boolean there, String message) {
        if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            assertThat(there).as(message).isTrue();
        }
        Assumptions.assumeTrue(there, message);
    }
}
