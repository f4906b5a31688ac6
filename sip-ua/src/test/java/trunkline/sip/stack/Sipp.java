package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A SIPp process that plays one callee, for one call, on a port of its own. */
final class Sipp implements AutoCloseable {

    private static final Path SCENARIOS = Path.of(System.getProperty(
            "sipp.scenarios", System.getenv().getOrDefault("SIPP_SCENARIOS", "../../shared/bench/sipp")));
    private static final boolean REQUIRED = "required"
            .equals(System.getProperty("TRUNKLINE_INTEROP", System.getenv().getOrDefault("TRUNKLINE_INTEROP", "")));

    private final Process process;
    private final Path output;
    private final Path errors;
    private final int port;

    private Sipp(Process process, Path output, Path errors, int port) {
        this.process = process;
        this.output = output;
        this.errors = errors;
        this.port = port;
    }

    /** Why the scenarios cannot be played here; empty if they can. Where they must be, that is an error. */
    static String missing() {
        String missing = "";
        if (!Files.isRegularFile(SCENARIOS.resolve("uas-answer.xml"))) {
            missing = "no SIPp scenarios in " + SCENARIOS.toAbsolutePath().normalize() + " (-Dsipp.scenarios)";
        } else if (!isInstalled()) {
            missing = "no sipp on the path (Debian: sip-tester)";
        }
        if (REQUIRED && !missing.isEmpty()) {
            throw new AssertionError(missing + ", and TRUNKLINE_INTEROP=required");
        }
        return missing;
    }

    private static boolean isInstalled() {
        for (String folder : List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))) {
            if (Files.isExecutable(Path.of(folder, "sipp"))) {
                return true;
            }
        }
        return false;
    }

    static Path scenario(String name) {
        return SCENARIOS.resolve(name);
    }

    /** Starts it, and waits until it listens. */
    static Sipp play(String scenario, String... arguments) {
        try {
            int port = freePort();
            Path output = Files.createTempFile("sipp", ".out");
            Path errors = Files.createTempFile("sipp", ".err");
            List<String> command = new ArrayList<>(List.of(
                    "sipp",
                    "-sf",
                    scenario(scenario + ".xml").toString(),
                    "-i",
                    "127.0.0.1",
                    "-p",
                    "" + port,
                    "-key",
                    "sink_ip",
                    "127.0.0.1",
                    "-key",
                    "sink_port",
                    "40000",
                    "-d",
                    "200",
                    "-m",
                    "1",
                    "-nostdin",
                    "-timeout",
                    "60",
                    "-trace_err",
                    "-error_file",
                    errors.toString()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            await().pollInterval(Duration.ofMillis(10)).until(() -> !process.isAlive() || isTaken(port));
            return new Sipp(process, output, errors, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isTaken(int port) {
        try {
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    String hostPort() {
        return "127.0.0.1:" + port;
    }

    /** The call went as the scenario says. */
    void assertContent() {
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS))
                    .as("sipp has ended")
                    .isTrue();
            assertThat(process.exitValue())
                    .as("exit status of sipp: %s", said())
                    .isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String said() {
        try {
            return Files.readString(errors) + Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
