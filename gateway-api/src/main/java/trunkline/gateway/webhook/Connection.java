package trunkline.gateway.webhook;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an endpoint, HTTP/1.1: a request at a time, each with one answer of which no more is read than is needed.
 * Whatever the other side does, a request ends once.
 *
 * <p>Confined to its event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    /** Is told how a request has ended. */
    interface Receiver {
        void ended(AttemptOutcome outcome);
    }

    /** Is told what becomes of the connection. */
    interface Owner {
        /** It can carry the next request. */
        void onIdle(Connection connection);

        /** It is gone. Once. */
        void onClosed(Connection connection);
    }

    private static final int LINE_OCTETS_MAX = 4_096;
    private static final int HEADER_OCTETS_MAX = 16_384;
    private static final int CHUNK_OCTETS = 8_192;
    /** An endpoint that has more to say is cut off; its status is known by then. */
    private static final int BODY_OCTETS_MAX = 65_536;
    /** Of a body, so much is kept to be shown. */
    private static final int SHOWN_OCTETS = 1_024;

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NO_CONTENT = 204;

    private final Channel channel;
    private final Owner owner;
    private @Nullable Receiver receiver;
    private @Nullable HttpResponse answer;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream(0);
    private int bodyOctets;
    private int requests;
    private long idleSinceNanos;
    private boolean informational;
    private boolean closed;

    Connection(Channel channel, Owner owner) {
        this.channel = channel;
        this.owner = owner;
    }

    /** What reads answers, within bounds. */
    static HttpResponseDecoder decoder() {
        return new HttpResponseDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(LINE_OCTETS_MAX)
                .setMaxHeaderSize(HEADER_OCTETS_MAX)
                .setMaxChunkSize(CHUNK_OCTETS));
    }

    ByteBufAllocator allocator() {
        return channel.alloc();
    }

    /** Sends a request; {@code request} is released. */
    void send(ByteBuf request, Receiver to) {
        receiver = to;
        answer = null;
        bodyOctets = 0;
        shown.reset();
        requests++;
        var unused = channel.writeAndFlush(request, channel.voidPromise());
    }

    /** When it became idle, a {@link System#nanoTime} reading. */
    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void idleSince(long nowNanos) {
        idleSinceNanos = nowNanos;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (receiver == null) {
                close(); // it speaks without being asked
                return;
            }
            if (message instanceof HttpResponse head) {
                begin(head);
            }
            if (message instanceof HttpContent content && receiver != null) {
                take(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpResponse head) {
        if (head.decoderResult().isFailure()) {
            fail(problemOf(head.decoderResult().cause()));
            return;
        }
        int status = head.status().code();
        informational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL && status != SWITCHING_PROTOCOLS;
        answer = informational ? null : head;
    }

    private static String problemOf(Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
            return "its answer has headers of more than " + HEADER_OCTETS_MAX + " octets";
        }
        return "its answer is not HTTP/1.1";
    }

    private void take(HttpContent content) {
        if (informational) {
            return; // 100 Continue and the like: the answer follows (RFC 9110 §15.2)
        }
        ByteBuf body = content.content();
        bodyOctets += body.readableBytes();
        int room = Math.min(SHOWN_OCTETS - shown.size(), body.readableBytes());
        if (room > 0) {
            show(body, room);
        }
        boolean broken = content.decoderResult().isFailure();
        if (broken || bodyOctets > BODY_OCTETS_MAX) {
            end(false);
        } else if (content instanceof LastHttpContent) {
            end(answer != null && isReusable(answer));
        }
    }

    private static boolean isReusable(HttpResponse head) {
        int status = head.status().code();
        // an answer that cannot have a body (RFC 9112 §6.3) and announces one may be followed by octets that are none
        boolean contradictsItself = status == NO_CONTENT && HttpUtil.getContentLength(head, 0L) > 0;
        return HttpUtil.isKeepAlive(head) && status != SWITCHING_PROTOCOLS && !contradictsItself;
    }

    private void show(ByteBuf body, int octets) {
        try {
            body.getBytes(body.readerIndex(), shown, octets);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    /** The answer is there, as far as it is of interest. */
    private void end(boolean reusable) {
        AttemptOutcome outcome = outcome();
        Receiver to = receiver;
        receiver = null;
        if (reusable && channel.isActive()) {
            owner.onIdle(this);
        } else {
            close();
        }
        if (to != null) {
            to.ended(outcome);
        }
    }

    private AttemptOutcome outcome() {
        HttpResponse head = answer;
        if (head == null) {
            return new AttemptOutcome.Failed("its answer is not HTTP/1.1");
        }
        int status = head.status().code();
        String text = shown.size() == 0 ? "" : shown.toString(StandardCharsets.UTF_8);
        if (head.status().codeClass() == HttpStatusClass.SUCCESS) {
            return new AttemptOutcome.Answered(status, "", 0, text);
        }
        String location = head.headers().get(HttpHeaderNames.LOCATION, "");
        return new AttemptOutcome.Answered(status, location, seconds(head), text);
    }

    private static long seconds(HttpResponse head) {
        String text = head.headers().get(HttpHeaderNames.RETRY_AFTER, "");
        return text.matches("[0-9]{1,9}")
                ? Long.parseLong(text)
                : 0; // a date says when, not how long: left to the back-off
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost("it closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        lost(cause instanceof IOException ? "the connection was lost: " + cause.getMessage() : cause.toString());
    }

    private void lost(String how) {
        if (receiver != null && answer != null) {
            end(false); // its status is known
        } else if (receiver != null && requests > 1) {
            end(new AttemptOutcome.Stale());
        } else {
            fail(how + " without an answer");
        }
    }

    /** Ends what is under way, and the connection. */
    void fail(String why) {
        end(new AttemptOutcome.Failed(why));
    }

    private void end(AttemptOutcome outcome) {
        Receiver to = receiver;
        receiver = null;
        close();
        if (to != null) {
            to.ended(outcome);
        }
    }

    /** Closes at once; nothing is told to who waits for an answer. */
    void close() {
        if (!closed) {
            closed = true;
            var unused = channel.close();
            owner.onClosed(this);
        }
    }
}
