package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a connection may take for what, by a clock that is turned by hand. */
class HttpPatienceTest {

    private static final String HEAD = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\n";
    private static final String WAIT = "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    private Path uploads;

    private final CompletableFuture<Response> waiting = new CompletableFuture<>();
    private long nowNanos;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedChannel connection;

    @BeforeEach
    void connect() {
        List<Route> routes = List.of(
                new Route(
                        HttpMethod.POST,
                        "/echo",
                        Route.Body.inMemory(100),
                        request -> CompletableFuture.completedFuture(Response.text(200, "text/plain", "done"))),
                new Route(HttpMethod.POST, "/long", Route.Body.inMemory(1 << 20), this::sum),
                new Route(HttpMethod.GET, "/wait", Route.Body.NONE, request -> waiting));
        Front front = new Front(
                new Router(routes),
                uploads,
                new ClientAddress(address -> false, text -> null),
                (route, status, nanos) -> {},
                () -> nowNanos);
        connection = new EmbeddedChannel(new HttpServerCodec(), new HttpConnection(front));
        connection.freezeTime();
    }

    private CompletableFuture<Response> sum(Request request) {
        return CompletableFuture.completedFuture(Response.text(
                200, "text/plain", " of " + new String(request.body(), StandardCharsets.US_ASCII).hashCode()));
    }

    private void send(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void later(int seconds) {
        nowNanos += TimeUnit.SECONDS.toNanos(seconds);
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
    }

    private String answered() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part; (part = connection.readOutbound()) != null; part.release()) {
            text.append(part.toString(StandardCharsets.US_ASCII));
        }
        return text.toString();
    }

    @Test
    void whoAsksNothingIsLeftAfterAMinute() {
        later(55);
        assertThat(connection.isOpen()).isTrue();

        later(10);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void whoSendsAHeadInDribsIsLeftAfterTenSeconds() {
        send(HEAD.substring(0, 1));
        later(5);
        send(HEAD.substring(1, 2));
        later(5);
        assertThat(connection.isOpen()).isTrue();

        send(HEAD.substring(2, 3));
        later(5);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aHeadThatIsWholeInTimeIsAnswered() {
        later(50);
        send(HEAD.substring(0, 20));
        later(10);
        send(HEAD.substring(20) + "x".repeat(90));
        assertThat(answered()).endsWith("done");
        later(50);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void whoSendsABodyInDribsIsLeftAfterHalfAMinute() {
        send(HEAD);
        for (int seconds = 0; seconds < 30; seconds += 5) {
            send("x");
            later(5);
        }
        assertThat(connection.isOpen()).isTrue();

        send("x");
        later(5);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aLargeBodyOverASlowLineMayTakeItsTime() {
        int pieces = 200;
        send("POST /long HTTP/1.1\r\nHost: x\r\nContent-Length: " + 2_048 * pieces + "\r\n\r\n");
        StringBuilder body = new StringBuilder();
        for (int piece = 0; piece < pieces; piece++) {
            String octets = Character.toString('a' + piece % 26).repeat(2_048);
            body.append(octets);
            send(octets);
            later(2);
        }

        assertThat(answered()).endsWith(" of " + body.toString().hashCode());
    }

    @Test
    void whoReadsNoAnswerIsLeftAfterAMinuteThoughAnotherIsToCome() {
        send(WAIT);
        connection.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        connection.runPendingTasks();
        later(60);
        assertThat(connection.isOpen()).isTrue();

        later(5);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void whoWaitsForHisAnswerIsNotLeft() {
        send(WAIT);
        later(300);
        assertThat(connection.isOpen()).isTrue();

        waiting.complete(Response.text(200, "text/plain", "at last"));
        connection.runPendingTasks();
        assertThat(answered()).endsWith("at last");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void theMinuteBeginsAnewWithEachRequest() {
        later(50);
        send(HEAD + "x".repeat(90));
        assertThat(answered()).endsWith("done");
        later(50);
        assertThat(connection.isOpen()).isTrue();
        later(15);
        assertThat(connection.isOpen()).isFalse();
    }
}
