package trunkline.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection that are being answered, and their answers, which leave in the order of the requests.
 *
 * <p>Confined to the connection's event loop.
 */
final class Exchanges {

    /** Requests answered at once; with so many in flight the connection reads no further. */
    private static final int PIPELINED_MAX = 16;

    /** One request and, once it is there, its answer. */
    static final class Exchange {
        private final String route;
        private final boolean keepAlive;
        private final long beganNanos;
        private @Nullable Response response;

        private Exchange(String route, boolean keepAlive, long beganNanos) {
            this.route = route;
            this.keepAlive = keepAlive;
            this.beganNanos = beganNanos;
        }
    }

    private final Front front;
    private final Deque<Exchange> open = new ArrayDeque<>();

    Exchanges(Front front) {
        this.front = front;
    }

    /** A request has come; it will be answered. */
    Exchange begin(ChannelHandlerContext ctx, String route, boolean keepAlive) {
        Exchange exchange = new Exchange(route, keepAlive, front.nanoClock().getAsLong());
        open.add(exchange);
        if (open.size() == PIPELINED_MAX) {
            ctx.channel().config().setAutoRead(false);
        }
        return exchange;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The answer of a request is there; it leaves as soon as those before it have. */
    void answer(ChannelHandlerContext ctx, Exchange exchange, Response response) {
        exchange.response = response;
        boolean wasFull = open.size() >= PIPELINED_MAX;
        boolean wrote = false;
        for (Exchange first; (first = open.peek()) != null && first.response != null; wrote = true) {
            write(ctx, open.remove(), first.response);
        }
        if (wrote) {
            ctx.flush();
        }
        if (wasFull && open.size() < PIPELINED_MAX) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void write(ChannelHandlerContext ctx, Exchange exchange, Response response) {
        front.observer()
                .answered(exchange.route, response.status(), front.nanoClock().getAsLong() - exchange.beganNanos);
        FullHttpResponse http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        http.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        if (!response.contentType().isEmpty()) {
            http.headers().set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        }
        for (Map.Entry<String, String> header : response.headers()) {
            http.headers().set(header.getKey(), header.getValue());
        }
        if (!exchange.keepAlive) {
            http.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ChannelFuture written = ctx.write(http);
        if (!exchange.keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
