package trunkline.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jboss.netty.buffer.ChannelBuffers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stand-in for the socket takes as many octets as the test says, in the way Netty's transports report it. */
class OutgoingTest {

    private final Socket socket = new Socket();
    private final EmbeddedChannel channel = new EmbeddedChannel(socket);
    private final Outgoing outgoing = new Outgoing(channel, false);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void handsNothingOverBeforeTheFlush() {
        add(100);
        assertThat(outgoing.octetsHanded()).isZero();
        assertThat(outgoing.octetsAdded()).isEqualTo(100);
    }

    @Test
    void writesAllPdusOfATurnAsOne() {
        assertThat(add(100)).isEqualTo(100);
        assertThat(add(50)).isEqualTo(150);
        outgoing.flush();
        assertThat(socket.waiting).hasSize(1);
        socket.takeAll();
        assertThat(outgoing.octetsHanded()).isEqualTo(150);
    }

    @Test
    void tellsHowMuchOfAWriteTheSocketTookBeforeItBroke() {
        flushed(100);
        flushed(100);
        socket.takeAll();
        flushed(100);
        flushed(100);
        socket.takePart(30);
        socket.breakOff();
        outgoing.close();
        assertThat(outgoing.octetsHanded()).isEqualTo(230);
    }

    @Test
    void givesEveryBufferBack() {
        flushed(100);
        socket.takeAll();
        flushed(100);
        ByteBuf broken = socket.waiting.peek().octets();
        add(100);
        socket.breakOff();
        outgoing.close();
        assertThat(broken.refCnt()).isZero();
    }

    @Test
    void takesNothingMoreOnceClosed() {
        flushed(100);
        socket.takeAll();
        outgoing.close();
        assertThat(add(100)).isEqualTo(100);
        outgoing.flush();
        assertThat(outgoing.octetsHanded()).isEqualTo(100);
    }

    private long add(int octets) {
        return outgoing.add(ChannelBuffers.wrappedBuffer(new byte[octets]));
    }

    private void flushed(int octets) {
        add(octets);
        outgoing.flush();
    }

    private static final class Socket extends ChannelOutboundHandlerAdapter {

        record Write(ByteBuf octets, ChannelPromise promise) {}

        final ArrayDeque<Write> waiting = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            waiting.add(new Write((ByteBuf) message, promise));
        }

        void takeAll() {
            while (!waiting.isEmpty()) {
                Write write = waiting.remove();
                write.octets().release();
                write.promise().setSuccess();
            }
        }

        void takePart(int octets) {
            waiting.element().octets().skipBytes(octets);
        }

        void breakOff() {
            while (!waiting.isEmpty()) {
                Write write = waiting.remove();
                write.octets().release();
                write.promise().setFailure(new IOException("reset"));
            }
        }
    }
}
