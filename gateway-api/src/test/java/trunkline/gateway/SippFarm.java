package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Callees that nobody here wrote: SIPp answers, and rtp-sink, a receiver in C, judges the RTP by the kernel's time stamps.
 * Their scenario and source lie beside this repository, or where {@code TRUNKLINE_BENCH} says. A test that needs them is
 * skipped where they are not, unless {@code TRUNKLINE_INTEROP=required}.
 */
public final class SippFarm implements AutoCloseable {

    private static final Path BENCH = Path.of(System.getenv().getOrDefault("TRUNKLINE_BENCH", "../../shared/bench"))
            .toAbsolutePath();

    private final Path directory;
    private final Process sink;
    private final Process sipp;
    private final int sipPort;

    private SippFarm(Path directory, Process sink, Process sipp, int sipPort) {
        this.directory = directory;
        this.sink = sink;
        this.sipp = sipp;
        this.sipPort = sipPort;
    }

    /** Starts both, for so many calls. */
    public static SippFarm start(Path directory, String scenario, int calls) throws IOException, InterruptedException {
        for (String tool : List.of("sipp", "cc", "ffmpeg")) {
            requireOrSkip(isInstalled(tool), tool + " is not installed");
        }
        Path scenarioFile = BENCH.resolve("sipp").resolve(scenario + ".xml");
        requireOrSkip(Files.isReadable(scenarioFile), "no scenario at " + scenarioFile.toAbsolutePath());
        int rtpPort = evenPort();
        int sipPort = evenPort();
        Process sink = sink(directory, rtpPort);
        Process sipp = run(
                directory,
                "sipp",
                List.of(
                        "sipp",
                        "-aa", // OPTIONS too are answered
                        "-sf",
                        scenarioFile.toString(),
                        "-i",
                        "127.0.0.1",
                        "-p",
                        "" + sipPort,
                        "-mi",
                        "127.0.0.1",
                        "-key",
                        "sink_ip",
                        "127.0.0.1",
                        "-key",
                        "sink_port",
                        "" + rtpPort,
                        "-d",
                        "200",
                        "-m",
                        "" + calls,
                        "-nostdin",
                        "-timeout",
                        "120"));
        await().until(() -> !sipp.isAlive() || isTaken(sipPort));
        return new SippFarm(directory, sink, sipp, sipPort);
    }

    private static Process sink(Path directory, int port) throws IOException, InterruptedException {
        Path source = BENCH.resolve("rtp-sink/rtp-sink.c");
        Path program = directory.resolve("rtp-sink");
        assertThat(run(directory, "cc", List.of("cc", "-O2", "-o", program.toString(), source.toString(), "-lm"))
                        .waitFor())
                .isZero();
        Process sink = run(
                directory,
                "sink",
                List.of(
                        program.toString(),
                        "-p",
                        "" + port,
                        "-x",
                        "60",
                        "-D",
                        "1",
                        "-o",
                        directory.toString(),
                        "-j",
                        directory.resolve("sink.json").toString()));
        await().until(() -> isTaken(port));
        return sink;
    }

    private static Process run(Path directory, String log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log + ".log").toFile())
                .start();
    }

    /** Where it takes calls. */
    public String proxy() {
        return "127.0.0.1:" + sipPort;
    }

    /** Waits until all calls went as the scenario says, and gives what the sink has to say of them. */
    JsonNode finish() throws IOException, InterruptedException {
        assertThat(sipp.waitFor(120, TimeUnit.SECONDS)).as("sipp has ended").isTrue();
        assertThat(sipp.exitValue())
                .as("exit status of sipp: %s", Files.readString(directory.resolve("sipp.log")))
                .isZero();
        sink.destroy();
        assertThat(sink.waitFor(20, TimeUnit.SECONDS)).as("rtp-sink has ended").isTrue();
        return new ObjectMapper().readTree(directory.resolve("sink.json").toFile());
    }

    /** The payload of the first call, as it came. */
    byte[] payload() throws IOException {
        try (var files = Files.list(directory)) {
            Path dump = files.filter(file -> file.toString().endsWith(".ulaw"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllBytes(dump);
        }
    }

    private static int evenPort() throws IOException {
        while (true) {
            try (DatagramSocket socket =
                    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                if (socket.getLocalPort() % 2 == 0) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private static boolean isTaken(int port) {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isInstalled(String tool) {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static void requireOrSkip(boolean there, String message) {
        if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            assertThat(there).as(message).isTrue();
        }
        Assumptions.assumeTrue(there, message);
    }

    @Override
    public void close() {
        sipp.destroyForcibly();
        sink.destroyForcibly();
    }
}
