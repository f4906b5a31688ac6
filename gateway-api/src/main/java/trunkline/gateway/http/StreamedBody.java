package trunkline.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.EventExecutor;

/** One body that is made while it is sent, on its connection. Confined to the connection's event loop. */
final class StreamedBody implements Outlet {

    private final ChannelHandlerContext ctx;
    private final BodyStream body;
    private final Runnable onEnd;
    private boolean over;
    private boolean told;

    StreamedBody(ChannelHandlerContext ctx, BodyStream body, Runnable onEnd) {
        this.ctx = ctx;
        this.body = body;
        this.onEnd = onEnd;
    }

    void begin() {
        body.begin(this);
    }

    void onWritability() {
        if (!over && hasRoom()) {
            body.onRoom();
        }
    }

    void onClosed() {
        over = true;
        if (!told) {
            told = true;
            body.onClosed();
        }
    }

    @Override
    public boolean hasRoom() {
        return ctx.channel().isWritable();
    }

    @Override
    public void write(byte[] octets) {
        if (!over) {
            var unused = ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(octets)), ctx.voidPromise());
        }
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(written -> {
            onClosed();
            onEnd.run();
        });
        over = true;
    }

    @Override
    public void abort() {
        var unused = ctx.close();
    }

    @Override
    public EventExecutor executor() {
        return ctx.executor();
    }
}
