package trunkline.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.store.StoreBusyException;

/**
 * One connection: collects requests within the bounds of their routes, and has them answered.
 *
 * <p>Confined to the connection's event loop.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpConnection.class);
    private static final String NO_ROUTE = "none";
    /** Octets of a refused body that are read and dropped, so that the client gets to see why. */
    private static final long DROPPED_MAX = 32L << 20;

    /** Parameters of a query that are read; further ones are not. */
    private static final int PARAMETERS_MAX = 1_024;

    private static final long CHECK_SECONDS = 5;

    /** A request whose body is on its way. */
    private record Arriving(HttpRequest head, Route route, Request.Target target, Incoming body) {}

    private final Front front;
    private final Exchanges exchanges;
    private final Patience patience;
    private @Nullable Arriving arriving;
    /** Whether what was read has made anything whole. */
    private boolean decoded;

    private @Nullable Future<?> check;
    private long droppedOctets;
    private boolean closing;
    /** Where all of its requests come from; null if each says it. */
    private ClientAddress.@Nullable Client peer;

    HttpConnection(Front front) {
        this.front = front;
        this.exchanges = new Exchanges(front);
        this.patience = new Patience(front.nanoClock());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        peer = front.clients().of(ctx.channel().remoteAddress());
        check = ctx.executor()
                .scheduleAtFixedRate(() -> closeIfStuck(ctx), CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (check != null) {
            check.cancel(false);
        }
        abort();
        exchanges.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        patience.onWritability(ctx.channel().isWritable());
        exchanges.onWritability(ctx);
    }

    private void closeIfStuck(ChannelHandlerContext ctx) {
        if (patience.isOver(arriving == null ? null : arriving.body(), !exchanges.isEmpty())) {
            var unused = ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        decoded = true;
        try {
            if (!closing && message instanceof HttpRequest head) {
                begin(ctx, head);
            }
            if (!closing && message instanceof HttpContent content) {
                take(ctx, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!decoded && arriving == null) {
            patience.onPartOfHead();
        }
        decoded = false;
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        patience.onHead();
        droppedOctets = 0;
        Route route = null;
        try {
            if (head.decoderResult().isFailure()) {
                closing = true; // where the next request would begin, nobody knows
                throw new ProblemException(problemOf(head.decoderResult().cause()));
            }
            Problem unclear = HeadRules.unclear(head);
            if (unclear != null) {
                closing = true;
                throw new ProblemException(unclear);
            }
            // a semicolon does not part parameters (WHATWG URL §5.1): it may stand in a text
            QueryStringDecoder uri =
                    new QueryStringDecoder(head.uri(), StandardCharsets.UTF_8, true, PARAMETERS_MAX, true);
            if (!uri.path().startsWith("/")) {
                throw new ProblemException(Problem.badRequest("the request target must be a path"));
            }
            Router.Match match = front.router().find(head.method(), uri.path());
            route = match.route();
            if (HttpUtil.getContentLength(head, 0L) > route.body().octetsMax()) {
                throw new ProblemException(Incoming.tooLarge(route.body().octetsMax()));
            }
            Problem compressed = HeadRules.compressed(head.headers());
            if (compressed != null) {
                throw new ProblemException(compressed);
            }
            Request.Target target = new Request.Target(head.method(), uri.path(), match.variables(), uri.parameters());
            arriving = new Arriving(head, route, target, Incoming.of(route.body(), front.uploads()));
            if (HttpUtil.is100ContinueExpected(head)) {
                var unused = ctx.writeAndFlush(
                        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        } catch (ProblemException e) {
            refuse(ctx, head, route, e.problem());
        } catch (IllegalArgumentException e) {
            refuse(ctx, head, route, Problem.badRequest("the request target or its Content-Length is malformed"));
        } catch (IOException e) {
            LOGGER.atError().addKeyValue("cause", e.toString()).log("upload not begun");
            refuse(ctx, head, route, Problem.unavailable("uploads cannot be stored now"));
        }
    }

    private static Problem problemOf(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(
                    414,
                    "Request target too long",
                    "the request line is longer than " + HttpServer.LINE_OCTETS_MAX + " octets");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(
                    431,
                    "Headers too large",
                    "the headers are longer than " + HttpServer.HEADER_OCTETS_MAX + " octets");
        }
        return Problem.badRequest("this is not HTTP/1.1");
    }

    private void take(ChannelHandlerContext ctx, HttpContent content) {
        Arriving request = arriving;
        if (request == null) {
            dropFurther(ctx, content);
            return;
        }
        try {
            if (content.decoderResult().isFailure()) {
                closing = true;
                throw new ProblemException(Problem.badRequest("the body is malformed"));
            }
            request.body().add(content.content());
            if (content instanceof LastHttpContent) {
                arriving = null;
                HttpHeaders headers = request.head().headers();
                Request whole = request.body().finish(request.target(), headers, ctx.executor());
                whole.cameFrom(peer == null ? front.clients().of(ctx.channel().remoteAddress(), headers) : peer);
                answer(ctx, request, whole);
            }
        } catch (ProblemException e) {
            abort();
            refuse(ctx, request.head(), request.route(), e.problem());
        } catch (IOException e) {
            LOGGER.atError().addKeyValue("cause", e.toString()).log("upload not stored");
            abort();
            refuse(ctx, request.head(), request.route(), Problem.unavailable("the upload cannot be stored now"));
        }
    }

    private void dropFurther(ChannelHandlerContext ctx, HttpContent content) {
        droppedOctets += content.content().readableBytes();
        if (droppedOctets > DROPPED_MAX) {
            var unused = ctx.close();
        }
    }

    private void abort() {
        if (arriving != null) {
            arriving.body().abort();
            arriving = null;
        }
    }

    /** Answers a request that never got to its handler. */
    private void refuse(ChannelHandlerContext ctx, HttpRequest head, @Nullable Route route, Problem problem) {
        // who waits for 100 Continue will not send its body now, so the next request would not be where we look for it
        boolean keepAlive = !closing && HttpUtil.isKeepAlive(head) && !HttpUtil.is100ContinueExpected(head);
        closing |= !keepAlive;
        exchanges.answer(
                ctx,
                exchanges.begin(ctx, route == null ? NO_ROUTE : route.pattern(), keepAlive, true),
                route == null ? problem.toResponse() : route.refusal().apply(problem));
    }

    private void answer(ChannelHandlerContext ctx, Arriving arrived, Request request) {
        boolean keepAlive = HttpUtil.isKeepAlive(arrived.head());
        boolean chunked = arrived.head().protocolVersion().isKeepAliveDefault(); // HTTP/1.1
        Exchanges.Exchange exchange = exchanges.begin(ctx, arrived.route().pattern(), keepAlive, chunked);
        CompletableFuture<Response> answer;
        try {
            answer = arrived.route().handler().handle(request);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        var unused = answer.exceptionally(failure -> arrived.route().refusal().apply(failed(failure)))
                .thenAccept(response -> {
                    request.removeFile();
                    if (ctx.executor().inEventLoop()) {
                        exchanges.answer(ctx, exchange, response);
                    } else {
                        ctx.executor().execute(() -> exchanges.answer(ctx, exchange, response));
                    }
                });
    }

    private static Problem failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProblemException problem) {
            return problem.problem();
        }
        if (cause instanceof StoreBusyException) {
            return Problem.unavailable("too much is waiting already");
        }
        LOGGER.atError().setCause(cause).log("request not answered");
        return Problem.of(500, "Internal error", "the gateway failed; its log says why");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOGGER.atError().setCause(cause).log("connection failed");
        }
        var unused = ctx.close();
    }
}
