package trunkline.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
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
        private final boolean chunked;
        private final long beganNanos;
        private @Nullable Response response;

        private Exchange(String route, boolean keepAlive, boolean chunked, long beganNanos) {
            this.route = route;
            this.keepAlive = keepAlive;
            this.chunked = chunked;
            this.beganNanos = beganNanos;
        }
    }

    private final Front front;
    private final Deque<Exchange> open = new ArrayDeque<>();
    /** The body that is being sent: of the first of the open ones. */
    private @Nullable StreamedBody streaming;

    private boolean closed;

    Exchanges(Front front) {
        this.front = front;
    }

    /**
     * A request has come; it will be answered.
     *
     * @param chunked whether the client knows bodies in chunks (RFC 9112 §7.1): HTTP/1.0 does not
     */
    Exchange begin(ChannelHandlerContext ctx, String route, boolean keepAlive, boolean chunked) {
        Exchange exchange =
                new Exchange(route, keepAlive, chunked, front.nanoClock().getAsLong());
        open.add(exchange);
        readIfRoom(ctx);
        return exchange;
    }

    /** A client that has many requests open, or does not read its answers, is not read from. */
    private void readIfRoom(ChannelHandlerContext ctx) {
        boolean room = open.size() < PIPELINED_MAX && ctx.channel().isWritable();
        if (ctx.channel().config().isAutoRead() != room) {
            ctx.channel().config().setAutoRead(room);
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The answer of a request is there; it leaves as soon as those before it have. */
    void answer(ChannelHandlerContext ctx, Exchange exchange, Response response) {
        if (closed) {
            drop(response);
            return;
        }
        exchange.response = response;
        writeOn(ctx);
    }

    /** Writes the answers that are there, up to the first that is not, or that is made while it is sent. */
    private void writeOn(ChannelHandlerContext ctx) {
        boolean wrote = false;
        for (Exchange first;
                streaming == null && (first = open.peek()) != null && first.response != null;
                wrote = true) {
            if (first.response.stream() == null) {
                write(ctx, open.remove(), first.response);
            } else {
                stream(ctx, first, first.response, first.response.stream());
            }
        }
        if (wrote) {
            ctx.flush();
        }
        readIfRoom(ctx);
    }

    private void stream(ChannelHandlerContext ctx, Exchange exchange, Response response, BodyStream body) {
        observe(exchange, response);
        HttpResponse head =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        boolean keepAlive = exchange.keepAlive && exchange.chunked;
        setHeaders(head.headers(), keepAlive, response);
        HttpUtil.setTransferEncodingChunked(head, exchange.chunked);
        var unusedWrite = ctx.write(head, ctx.voidPromise());
        streaming = new StreamedBody(ctx, body, () -> {
            streaming = null;
            open.poll();
            if (keepAlive) {
                writeOn(ctx);
            } else {
                var unused = ctx.close();
            }
        });
        streaming.begin();
    }

    /** The connection takes more, or less. */
    void onWritability(ChannelHandlerContext ctx) {
        readIfRoom(ctx);
        if (streaming != null) {
            streaming.onWritability();
        }
    }

    /** The connection is gone: what would be streamed has nobody to go to. */
    void close() {
        closed = true;
        if (streaming != null) {
            streaming.onClosed();
            open.poll();
        }
        for (Exchange exchange; (exchange = open.poll()) != null; ) {
            drop(exchange.response);
        }
    }

    private static void drop(@Nullable Response response) {
        if (response != null && response.stream() != null) {
            response.stream().onClosed();
        }
    }

    private void observe(Exchange exchange, Response response) {
        front.observer()
                .answered(exchange.route, response.status(), front.nanoClock().getAsLong() - exchange.beganNanos);
    }

    private static void setHeaders(HttpHeaders headers, boolean keepAlive, Response response) {
        if (!response.contentType().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        }
        for (Map.Entry<String, String> header : response.headers()) {
            headers.set(header.getKey(), header.getValue());
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void write(ChannelHandlerContext ctx, Exchange exchange, Response response) {
        observe(exchange, response);
        FullHttpResponse http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        http.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        setHeaders(http.headers(), exchange.keepAlive, response);
        ChannelFuture written = ctx.write(http);
        if (!exchange.keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
