package trunkline.smpp.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.ArrayDeque;
import org.jboss.netty.buffer.ChannelBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The octets on their way out, and how many of them the socket has taken.
 *
 * <pre>
 *   stream:  | handed to the socket | written, still with Netty | added, not flushed |
 *            0              octetsHanded()                                  octetsAdded()
 * </pre>
 *
 * <p>PDUs are added one behind the other into one buffer and written by one flush per turn of the loop. A PDU that ends
 * at or before {@link #octetsHanded} may have reached the SMSC; one that ends after it cannot have reached it whole.
 * What waits is bounded by what may be in flight: a window of submits, the open deliveries, and one answer to each PDU of
 * a read. Confined to the connection's loop.
 */
final class Outgoing {

    private static final int BUFFER_OCTETS = 8 * 1024;

    private final Channel channel;
    private final boolean encrypted;
    /** Flushed and not yet taken whole, oldest first. Each holds a count of its buffer, whose reader index tells. */
    private final ArrayDeque<Flush> flushes = new ArrayDeque<>();

    private @Nullable ByteBuf buffer;
    private long added;
    private long flushed;
    private long taken;
    private boolean closed;

    /**
     * Nothing to send yet.
     *
     * @param encrypted whether TLS stands between here and the socket: it takes everything flushed at once, and what of it
     *     the socket has taken is known only when all of a flush has been
     */
    Outgoing(Channel channel, boolean encrypted) {
        this.channel = channel;
        this.encrypted = encrypted;
    }

    /** Octets of one flush, where in the stream they end, and whether the socket took them all. */
    private record Flush(ByteBuf octets, long end, ChannelFuture written) {}

    /** Puts an encoded PDU into the buffer of this turn; where in the stream it ends. */
    long add(ChannelBuffer pdu) {
        if (closed) {
            return added;
        }
        ByteBuf to = buffer;
        if (to == null) {
            to = channel.alloc().ioBuffer(BUFFER_OCTETS);
            buffer = to;
        }
        int length = pdu.readableBytes();
        to.writeBytes(pdu.array(), pdu.arrayOffset() + pdu.readerIndex(), length);
        added += length;
        return added;
    }

    boolean hasUnflushed() {
        return buffer != null;
    }

    /** Hands everything added to Netty in one write. */
    void flush() {
        ByteBuf octets = buffer;
        if (octets == null) {
            return;
        }
        buffer = null;
        flushed = added;
        octets.retain();
        ChannelFuture written = channel.writeAndFlush(octets);
        flushes.add(new Flush(octets, added, written));
        written.addListener(done -> settle());
    }

    /** Where in the stream the last octet stands that was added. */
    long octetsAdded() {
        return added;
    }

    /** How many octets of the stream may have left this machine: all that is behind them cannot have. */
    long octetsHanded() {
        return encrypted && !closed ? flushed : octetsTaken();
    }

    /** How many octets of the stream the socket is known to have taken. */
    long octetsTaken() {
        settle();
        Flush oldest = flushes.peek();
        // Netty moves the reader index of a buffer that the socket took in part; TLS moves it for reasons of its own.
        return oldest == null || encrypted
                ? taken
                : oldest.end() - oldest.octets().readableBytes();
    }

    /** After the channel was closed: nothing more is taken, and the buffers are given back. */
    void close() {
        taken = octetsHanded();
        closed = true;
        flushes.forEach(flush -> flush.octets().release());
        flushes.clear();
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }

    private void settle() {
        for (Flush oldest = flushes.peek(); oldest != null && oldest.written().isSuccess(); oldest = flushes.peek()) {
            taken = oldest.end();
            oldest.octets().release();
            flushes.remove();
        }
    }
}
