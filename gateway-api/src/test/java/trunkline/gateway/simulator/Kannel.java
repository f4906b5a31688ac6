package trunkline.gateway.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;

/**
 * Kannel's bearerbox and smsbox (Debian: kannel) as an ESME that nobody here wrote. A test that needs it is skipped where it
 * is not, unless {@code TRUNKLINE_INTEROP=required}.
 */
final class Kannel implements AutoCloseable {

    private static final Path BEARERBOX = Path.of("/usr/sbin/bearerbox");
    private static final Path SMSBOX = Path.of("/usr/sbin/smsbox");

    private final Path directory;
    private final int httpPort;
    private final HttpServer hook;
    private final List<Process> boxes = new ArrayList<>();
    private final List<String> reports = new CopyOnWriteArrayList<>();

    private Kannel(Path directory, int httpPort, HttpServer hook) {
        this.directory = directory;
        this.httpPort = httpPort;
        this.hook = hook;
    }

    /**
     * Starts both boxes and waits until they take messages.
     *
     * @param smsc port of the SMSC, on this machine
     * @param settings further lines of the group smsc
     */
    static Kannel start(Path directory, int smsc, String settings) throws IOException {
        requireOrSkip(Files.isExecutable(BEARERBOX) && Files.isExecutable(SMSBOX), "kannel is not installed");
        int[] ports = freePorts(3);
        Path configuration = Files.writeString(
                directory.resolve("kannel.conf"),
                """
                group = core
                admin-port = %d
                admin-interface = 127.0.0.1
                admin-password = secret
                smsbox-port = %d
                smsbox-interface = 127.0.0.1
                box-deny-ip = "*.*.*.*"
                box-allow-ip = "127.0.0.1"
                log-level = 0
                dlr-storage = internal

                group = smsc
                smsc = smpp
                smsc-id = trunkline
                host = 127.0.0.1
                port = %d
                transceiver-mode = true
                smsc-username = kannel
                smsc-password = secret
                system-type = ""
                source-addr-autodetect = true
                dest-addr-ton = 1
                dest-addr-npi = 1
                %s

                group = smsbox
                bearerbox-host = 127.0.0.1
                sendsms-port = %d
                sendsms-interface = 127.0.0.1
                log-level = 0

                group = sendsms-user
                username = tester
                password = secret
                max-messages = 10
                concatenation = true
                """
                        .formatted(ports[0], ports[1], smsc, settings.isEmpty() ? "#" : settings, ports[2]));
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Kannel kannel = new Kannel(directory, ports[2], hook);
        hook.createContext("/", exchange -> {
            kannel.reports.add(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hook.start();
        kannel.run(BEARERBOX, configuration, ports[1]);
        kannel.run(SMSBOX, configuration, ports[2]);
        await().atMost(30, SECONDS)
                .until(() ->
                        Files.readString(directory.resolve("bearerbox.log")).contains("enquire_link")
                                || kannel.isBound());
        return kannel;
    }

    private void run(Path program, Path configuration, int port) throws IOException {
        boxes.add(new ProcessBuilder(program.toString(), configuration.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        directory.resolve(program.getFileName() + ".log").toFile())
                .start());
        await().atMost(30, SECONDS).until(() -> isTaken(port));
    }

    private boolean isBound() throws IOException {
        return log().contains("bind_transceiver_resp");
    }

    /** What bearerbox has logged. */
    String log() throws IOException {
        return Files.readString(directory.resolve("bearerbox.log"), StandardCharsets.ISO_8859_1);
    }

    /** Sends a text and asks for reports of the SMSC's acceptance (8) and of delivery (1) or failure (2). */
    void send(String to, String text) throws IOException, InterruptedException {
        String report = "http://127.0.0.1:" + hook.getAddress().getPort() + "/?type=%d&to=%p";
        String query = "username=tester&password=secret&from=46736265400&charset=UTF-8&coding=0&dlr-mask=31&to=" + to
                + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&dlr-url="
                + URLEncoder.encode(report, StandardCharsets.UTF_8);
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/cgi-bin/sendsms?" + query))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    /** Types of the reports that have come, in order. */
    List<String> reports() {
        return List.copyOf(reports);
    }

    private static int[] freePorts(int count) throws IOException {
        int[] ports = new int[count];
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            ports[i] = socket.getLocalPort();
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    private static boolean isTaken(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void requireOrSkip(boolean there, String message) {
        if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            assertThat(there).as(message).isTrue();
        }
        Assumptions.assumeTrue(there, message);
    }

    @Override
    public void close() {
        hook.stop(0);
        for (int i = boxes.size() - 1; i >= 0; i--) {
            boxes.get(i).destroy();
        }
        boxes.forEach(box -> await().atMost(20, SECONDS).until(() -> !box.isAlive()));
    }
}
