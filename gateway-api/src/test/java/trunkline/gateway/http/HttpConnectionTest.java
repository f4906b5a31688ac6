package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionTest {

    private static final int LONG = 2_000_000;

    @TempDir
    private Path uploads;

    private final List<CompletableFuture<Response>> waiting = new CopyOnWriteArrayList<>();
    private final List<Integer> answered = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        List<Route> routes = List.of(
                new Route(
                        HttpMethod.POST,
                        "/echo",
                        Route.Body.inMemory(100),
                        request -> answer(new String(request.body(), StandardCharsets.UTF_8))),
                new Route(HttpMethod.PUT, "/file", Route.Body.inFile(1_000), request -> answer(size(request.file()))),
                new Route(HttpMethod.GET, "/long", Route.Body.NONE, request -> answer("x".repeat(LONG))),
                new Route(HttpMethod.GET, "/wait", Route.Body.NONE, request -> later()),
                new Route(HttpMethod.GET, "/throw", Route.Body.NONE, request -> {
                    throw new IllegalStateException("a secret of ours");
                }));
        server = new HttpServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Front(
                        new Router(routes),
                        uploads,
                        new ClientAddress(address -> false, text -> null),
                        (route, status, nanos) -> answered.add(status),
                        System::nanoTime));
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoDoesNotReadItsAnswersIsNotReadFrom() throws Exception {
        byte[] ten = "GET /long HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(30_000);
            for (int i = 0; i < 10; i++) {
                socket.getOutputStream().write(ten);
                await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            }
            assertThatThrownBy(() -> await().atMost(Duration.ofSeconds(2)).until(() -> answered.size() == 100))
                    .as("answers of 200 MB are not made before somebody reads them")
                    .isInstanceOf(ConditionTimeoutException.class);

            byte[] some = new byte[1 << 20];
            for (long left = 100L * LONG; left > 0; ) {
                left -= socket.getInputStream().read(some);
            }
            assertThat(answered).hasSize(100);
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        StringBuilder requests = new StringBuilder();
        StringBuilder bodies = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            requests.append(post("n" + i, i == 39));
            bodies.append("n").append(i).append(' ');
        }

        String response = RawHttp.exchange(port(), requests.toString());

        List<String> lines = new ArrayList<>(response.lines().toList());
        lines.removeIf(line -> !line.matches("n\\d+(HTTP/1.1 200 OK)?"));
        assertThat(lines.stream()
                        .map(line -> line.replace("HTTP/1.1 200 OK", ""))
                        .toList())
                .isEqualTo(List.of(bodies.toString().strip().split(" ", -1)));
    }

    @Test
    void holdsALaterAnswerUntilTheEarlierOneIsThere() throws Exception {
        CompletableFuture<String> exchange = CompletableFuture.supplyAsync(() -> {
            try {
                return RawHttp.exchange(port(), "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n" + post("second", true));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        await().until(() -> waiting.size() == 1);
        waiting.get(0).complete(Response.text(200, "text/plain", "first"));

        assertThat(exchange.join()).containsSubsequence("first", "second");
    }

    @Test
    void aChunkedBodyThatGrowsTooLargeIsRefused() throws Exception {
        String response = RawHttp.exchange(
                port(),
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + "40\r\n"
                        + "x".repeat(64) + "\r\n40\r\n" + "x".repeat(64) + "\r\n0\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aRefusedBodyIsReadToItsEndSoThatTheNextRequestIsUnderstood() throws Exception {
        String response = RawHttp.exchange(
                port(),
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5_000)
                        + post("next", true));

        assertThat(response).startsWith("HTTP/1.1 413 ").endsWith("next");
    }

    @Test
    void whoWaitsForPermissionToSendATooLargeBodyIsToldAtOnce() throws Exception {
        String response = RawHttp.exchange(
                port(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 413 ").containsIgnoringCase("connection: close");
    }

    @Test
    void whoWaitsForPermissionToSendABodyGetsIt() throws Exception {
        String response = RawHttp.exchange(
                port(),
                "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok");

        assertThat(response).startsWith("HTTP/1.1 100 Continue").endsWith("ok");
    }

    @Test
    void aLineOrAHeaderThatIsTooLongIsRefused() throws Exception {
        assertThat(RawHttp.exchange(port(), "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
        assertThat(RawHttp.exchange(port(), "GET /wait HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void whatIsNotHttpIsRefusedAndTheConnectionClosed() throws Exception {
        for (String garbage : new String[] {
            "hello\r\n\r\n",
            "GET\r\n\r\n",
            "GET /echo HTTP/1.1\r\n bad header\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
        }) {
            String response = RawHttp.exchange(port(), garbage);
            assertThat(response).as(garbage).startsWith("HTTP/1.1 400 ").containsIgnoringCase("connection: close");
        }
    }

    /** Requests of which a proxy might think that they end elsewhere: what comes after them is never taken for a request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\nContent-Length: 1\r\n\r\na",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Content-Length: +1\r\n\r\na",
                "Content-Length: 1, 1\r\n\r\na",
                "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
                "Content-Length: 0x1\r\n\r\na",
                "Content-Length: \r\n\r\na",
                "Content-Length : 1\r\n\r\na",
                "Content\u0000-Length: 1\r\n\r\na",
                "X: a\u0000b\r\nContent-Length: 1\r\n\r\na",
                "X: a\rb\r\nContent-Length: 1\r\n\r\na",
                "X: a\nContent-Length: 1\r\n\r\na",
                "Host: y\r\nContent-Length: 1\r\n\r\na",
                "Transfer-Encoding: chunked\r\n\r\n1;\na\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\na\n0\n\n",
            })
    void aRequestWhoseEndIsUnclearIsTheLastOfItsConnection(String rest) throws Exception {
        String response = RawHttp.exchange(
                port(), "POST /echo HTTP/1.1\r\nHost: x\r\n" + rest + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(response).matches("(?s)HTTP/1.1 (400|501) .*").containsIgnoringCase("connection: close");
        assertThat(response.split("HTTP/1.1 [1-5]", -1)).as(response).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"GET /echo HTTP/1.1, 400", "GET /echo HTTP/2.0, 505", "GET /echo HTTP/0.9, 505"})
    void aRequestForNobodyOrOfAnotherVersionIsRefused(String line, int status) throws Exception {
        assertThat(RawHttp.exchange(port(), line + "\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("connection: close");
    }

    @Test
    void aBodyThatIsCompressedIsRefusedAsItIs() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            out.write(new byte[50_000]);
        }
        for (String coding : new String[] {"gzip", "br", "zstd", "deflate", "gzip, gzip"}) {
            byte[] head = ("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: " + coding + "\r\nContent-Length: "
                            + bomb.size() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(head);
            request.write(bomb.toByteArray());
            request.write(post("next", true).getBytes(StandardCharsets.US_ASCII));

            assertThat(bomb.size()).isLessThanOrEqualTo(100);
            assertThat(RawHttp.exchange(port(), request.toByteArray()))
                    .startsWith("HTTP/1.1 415 ")
                    .contains("the body must not be compressed: Content-Encoding is '" + coding + "'")
                    .endsWith("next");
        }
        assertThat(RawHttp.exchange(
                        port(),
                        "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: identity\r\n"
                                + "Content-Length: 2\r\n\r\nok"))
                .endsWith("ok");
    }

    @Test
    void aDefectShowsNothingOfItself() throws Exception {
        String response = RawHttp.exchange(port(), "GET /throw HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(response)
                .startsWith("HTTP/1.1 500 ")
                .doesNotContain("secret")
                .doesNotContain("Exception");
        assertThat(answered).containsExactly(500);
    }

    @Test
    void leavesNoFileBehind() throws Exception {
        String whole =
                "PUT /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 500\r\n\r\n" + "x".repeat(500);
        assertThat(RawHttp.exchange(port(), whole)).endsWith("500");
        String tooLarge = "PUT /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "400\r\n" + "x".repeat(1_024) + "\r\n0\r\n\r\n";
        assertThat(RawHttp.exchange(port(), tooLarge)).startsWith("HTTP/1.1 413 ");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(whole.substring(0, 200).getBytes(StandardCharsets.US_ASCII));
            await().until(() -> !files().isEmpty());
        }

        await().until(() -> files().isEmpty());
    }

    private List<Path> files() throws IOException {
        try (var list = Files.list(uploads)) {
            return list.toList();
        }
    }

    private int port() {
        return server.address().getPort();
    }

    private static String post(String body, boolean last) {
        return "POST /echo HTTP/1.1\r\nHost: x\r\n" + (last ? "Connection: close\r\n" : "") + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static CompletableFuture<Response> answer(String text) {
        return CompletableFuture.completedFuture(Response.text(200, "text/plain", text));
    }

    private static String size(Path file) {
        try {
            return "" + Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<Response> later() {
        CompletableFuture<Response> response = new CompletableFuture<>();
        waiting.add(response);
        return response;
    }
}
