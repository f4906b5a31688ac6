package trunkline.gateway.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.config.WebhooksConfig;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.TestReport;

/** Endpoints that do not answer as they should: none can hold anything up, or have itself read without an end. */
class BadAnswersTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 302 Found\\r\\nLocation: http://169.254.169.254/\\r\\nContent-Length: 0\\r\\n\\r\\n"
                        + "|it answered 302 to http://169.254.169.254/: redirects are not followed, change the URL of the endpoint",
                "HTTP/1.1 500 No\\r\\nContent-Length: 2\\r\\n\\r\\nno|it answered 500",
                "HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n|it answered 101",
                "SSH-2.0-OpenSSH_9.2\\r\\n|its answer is not HTTP/1.1",
                "\\u0000\\u00ff\\u0015\\u0003\\u0001\\r\\n\\r\\n|its answer is not HTTP/1.1",
                "HTTP/1.1 abc\\r\\n\\r\\n|its answer is not HTTP/1.1",
                "|it closed the connection without an answer",
                "HTTP/1.1 200|it closed the connection without an answer",
            })
    void isNotDelivered(String answer, String failure) throws Exception {
        String octets = answer == null ? "" : unescaped(answer);
        try (HookServer server = HookServer.behaving((socket, connection) -> {
                    HookServer.read(new BufferedInputStream(socket.getInputStream()), connection);
                    socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
                });
                HookStore store = new HookStore(directory, HookStore.QUICK)) {
            TestReport report = test(store, server.url());

            assertThat(report.failure()).isEqualTo(failure);
        }
    }

    private static String unescaped(String text) {
        return text.replace("\\r\\n", "\r\n")
                .replace("\\u0000", "\0")
                .replace("\\u00ff", "\u00ff")
                .replace("\\u0015", "\u0015")
                .replace("\\u0003", "\u0003")
                .replace("\\u0001", "\u0001");
    }

    @Test
    void whatItSaysBeyondItsStatusIsReadUpToABound() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        try (HookServer server = HookServer.behaving((socket, connection) -> {
                    HookServer.read(new BufferedInputStream(socket.getInputStream()), connection);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(ISO_8859_1));
                    pour(socket, "x".repeat(65_536), cutOff);
                });
                HookStore store = new HookStore(directory, HookStore.QUICK)) {
            TestReport report = test(store, server.url());

            assertThat(report.failure()).isNull();
            assertThat(report.status()).isEqualTo(200);
            assertThat(report.answer()).isEqualTo("x".repeat(1_024));
            assertThat(cutOff.await(20, SECONDS)).isTrue();
        }
    }

    @Test
    void headersWithoutAnEndAreCutOff() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        try (HookServer server = HookServer.behaving((socket, connection) -> {
                    HookServer.read(new BufferedInputStream(socket.getInputStream()), connection);
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
                    pour(socket, "X-More: and more of them\r\n", cutOff);
                });
                HookStore store = new HookStore(directory, HookStore.QUICK)) {
            TestReport report = test(store, server.url());

            assertThat(report.failure()).isEqualTo("its answer has headers of more than 16384 octets");
            assertThat(cutOff.await(20, SECONDS)).isTrue();
        }
    }

    private static void pour(Socket socket, String text, CountDownLatch cutOff) {
        try {
            OutputStream out = socket.getOutputStream();
            while (true) {
                out.write(text.getBytes(ISO_8859_1));
            }
        } catch (java.io.IOException e) {
            cutOff.countDown();
        }
    }

    @Test
    void silenceIsGivenUpAfterTenSeconds() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicLong passedNanos = new AtomicLong();
        try (HookServer server = HookServer.behaving((socket, connection) -> {
                    HookServer.read(new BufferedInputStream(socket.getInputStream()), connection);
                    asked.countDown();
                    new CountDownLatch(1).await();
                });
                HookStore store =
                        new HookStore(directory, HookStore.QUICK, () -> System.nanoTime() + passedNanos.get())) {
            Endpoint endpoint = taken(store, server.url());
            var report = store.webhooks().test(endpoint.key());
            assertThat(asked.await(20, SECONDS)).isTrue();

            passedNanos.set(TimeUnit.SECONDS.toNanos(11));

            assertThat(report.get(20, SECONDS).orElseThrow().failure()).isEqualTo("it did not answer within 10 s");
        }
    }

    @Test
    void aNameThatLeadsToAForbiddenAddressIsNotConnectedTo() throws Exception {
        WebhooksConfig strict = new WebhooksConfig(
                List.of(),
                null,
                10,
                8,
                new WebhooksConfig.Retry(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(72)),
                Duration.ofDays(7));
        try (HookServer server = HookServer.good();
                HookStore store = new HookStore(directory, strict)) {
            TestReport report = test(store, "http://localhost:" + server.port() + "/");

            assertThat(report.failure())
                    .matches("localhost leads to (127.0.0.1|0:0:0:0:0:0:0:1), an? (loopback|unspecified) address, which"
                            + " webhooks.allow-networks of the gateway does not allow");
            assertThat(server.connections()).isZero();
        }
    }

    private static TestReport test(HookStore store, String url) throws Exception {
        Endpoint endpoint = taken(store, url);
        return store.webhooks().test(endpoint.key()).get(20, SECONDS).orElseThrow();
    }

    private static Endpoint taken(HookStore store, String url) {
        Endpoint endpoint = store.endpoint(url);
        Awaitility.await()
                .until(() -> store.webhooks().health(endpoint.key()).join().isPresent());
        return endpoint;
    }
}
