package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.codec.WavOctets;

/** A trunk over TLS, which is busy; its certificate is of its own making, and only one of two trunks believes it. */
@Timeout(value = 300, unit = SECONDS)
class TrunkTlsIT {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void aTrunkIsCalledOverTlsIfItsCertificateIsOneToTrust() throws Exception {
        SSLContext context = context();
        try (ServerSocket trunk =
                        context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        trunks:
                          - {name: trusted, proxy: "127.0.0.1:%1$d;transport=tls", tls: {trust: trunk.pem}}
                          - {name: unknown, proxy: "127.0.0.1:%1$d;transport=tls"}
                        routes: [{to: "+46", voice: [trusted]}, {to: "+47", voice: [unknown]}]
                        """
                                .formatted(trunk.getLocalPort()))) {
            run(() -> accept(trunk));
            gateway.http()
                    .send(
                            "PUT",
                            "/voice-files/hello.wav",
                            BodyPublishers.ofByteArray(WavOctets.of(new short[4000], 8000)),
                            "Bearer " + gateway.key());

            JsonNode refused = call(gateway, "+4740000000");
            assertThat(refused.get("status").asText()).as(refused.toString()).isEqualTo("unreachable");
            assertThat(heard).as("nothing leaves in the clear or to a stranger").isEmpty();
            assertThat(call(gateway, "+46736265449").get("status").asText()).isEqualTo("busy");
            assertThat(heard.get(0))
                    .startsWith("INVITE sip:+46736265449@127.0.0.1")
                    .contains("Via: SIP/2.0/TLS ");
        }
    }

    @Test
    void aTrunkOpensAConnectionOfItsOwnAndAStrangersInviteIsRefusedOnIt() throws Exception {
        SSLContext context = context();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (TestGateway gateway = TestGateway.start(
                directory,
                "{sip-tls: {port: %d, certificate: trunk.pem, key: trunk.key}}".formatted(port),
                "trunks: [{name: known, proxy: \"127.0.0.1:9\"}]\n")) {
            try (Socket connection = context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(asked(connection, "OPTIONS")).startsWith("SIP/2.0 200 ");
                assertThat(asked(connection, "INVITE")).startsWith("SIP/2.0 403 ");
            }
            assertThat(gateway.http().get("/calls").get("calls")).isEmpty();
        }
    }

    /** The first line of the answer to a request from outside any call. */
    private static String asked(Socket connection, String method) throws IOException {
        String request = method + " sip:gw@127.0.0.1 SIP/2.0\r\n"
                + "Via: SIP/2.0/TLS 127.0.0.1:" + connection.getLocalPort() + ";branch=z9hG4bK" + method + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:trunk@127.0.0.1>;tag=a\r\n"
                + "To: <sip:gw@127.0.0.1>\r\n"
                + "Call-ID: " + method + "\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + "Contact: <sips:trunk@127.0.0.1>\r\n"
                + "Content-Length: 0\r\n\r\n";
        connection.setSoTimeout(30_000);
        connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        for (int octet;
                !answer.toString().endsWith("\r\n\r\n")
                        && (octet = connection.getInputStream().read()) >= 0; ) {
            answer.append((char) octet);
        }
        return answer.toString();
    }

    private static JsonNode call(TestGateway gateway, String to) throws Exception {
        String id = gateway.http()
                .accept(
                        "/messages/voice",
                        """
                        {"from": "+46736265400", "to": "%s", "file": "hello.wav"}"""
                                .formatted(to));
        return await().atMost(120, SECONDS)
                .until(() -> gateway.http().get("/messages/voice/" + id), message -> List.of("busy", "unreachable")
                        .contains(message.get("status").asText()));
    }

    /** The trunk's key, which lies in {@code trunk.key} too; its certificate lies in {@code trunk.pem}. */
    private SSLContext context() throws Exception {
        Path store = directory.resolve("store.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=trunk", "-ext", "SAN=IP:127.0.0.1", store);
        keytool("-exportcert", "-rfc", "-file", directory.resolve("trunk.pem").toString(), store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("trunk", keys.getCertificate("key"));
        trust.init(trusted);
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        Files.writeString(
                directory.resolve("trunk.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getKey("key", PASSWORD.toCharArray())
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return context;
    }

    private void keytool(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (int i = 0; i < arguments.length - 1; i++) {
            command.add(arguments[i].toString());
        }
        String store = arguments[arguments.length - 1].toString();
        command.addAll(List.of("-alias", "key", "-storetype", "PKCS12", "-keystore", store, "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // closed, or not trusted
                    }
                },
                "tls-trunk");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket trunk) throws IOException {
        while (true) {
            Socket connection = trunk.accept();
            run(() -> answer(connection));
        }
    }

    private void answer(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder head = new StringBuilder();
        for (int octet; (octet = in.read()) >= 0; ) {
            head.append((char) octet);
            if (!head.toString().endsWith("\r\n\r\n")) {
                continue;
            }
            String request = head.toString();
            head.setLength(0);
            in.skipNBytes(request.lines()
                    .filter(line -> line.startsWith("Content-Length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .sum());
            heard.add(request);
            if (request.startsWith("INVITE")) {
                String headers = request.lines()
                        .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                        .map(line -> line.startsWith("To:") ? line + ";tag=x" : line)
                        .collect(Collectors.joining("\r\n"));
                String busy = "SIP/2.0 486 Busy Here\r\n" + headers + "\r\nContent-Length: 0\r\n\r\n";
                connection.getOutputStream().write(busy.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
