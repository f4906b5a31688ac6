package trunkline.sip.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/**
 * Cuts a stream into messages: header lines up to an empty one, then as many octets as Content-Length says (RFC 3261
 * §18.3). Line ends between messages keep connections open (RFC 5626 §3.5.1): two are a question, which is answered by
 * one.
 *
 * <p>A stream that breaks the rules cannot be followed any more, so the connection ends: no Content-Length, two that
 * differ, one that is no number, a message above the limit, or something that does not begin as SIP does.
 */
final class MessageFrames extends ByteToMessageDecoder {

    /** Two line ends: are you there? */
    static final byte[] PING = {'\r', '\n', '\r', '\n'};

    /** One line end: yes. */
    static final byte[] PONG = {'\r', '\n'};

    private static final int NOT_YET = -1;

    private final int maxOctets;
    /** How far the header section of the message at the front has been searched for its end. */
    private int searched;
    /** Octets of the message at the front; {@link #NOT_YET} while its header section is incomplete. */
    private int length = NOT_YET;

    private int lineEnds;

    /** @param maxOctets of a whole message */
    MessageFrames(int maxOctets) {
        this.maxOctets = maxOctets;
        setSingleDecode(false);
    }

    /** Whether a message has begun and is not whole. */
    boolean isPartial() {
        return internalBuffer().isReadable();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (length == NOT_YET && searched == 0) {
            skipLineEnds(context, in);
        }
        if (length == NOT_YET) {
            length = findLength(in);
        }
        if (length != NOT_YET && in.readableBytes() >= length) {
            byte[] message = new byte[length];
            in.readBytes(message);
            length = NOT_YET;
            searched = 0;
            out.add(message);
        }
    }

    private void skipLineEnds(ChannelHandlerContext context, ByteBuf in) {
        while (in.isReadable() && (in.getByte(in.readerIndex()) == '\r' || in.getByte(in.readerIndex()) == '\n')) {
            if (in.readByte() == '\n' && ++lineEnds == 2) {
                lineEnds = 0;
                var unused = context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
            }
        }
        if (in.isReadable()) {
            lineEnds = 0;
            byte first = in.getByte(in.readerIndex());
            boolean letter = (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
            if (!letter) {
                throw new CorruptedFrameException("a message that begins with the octet " + (first & 0xff));
            }
        }
    }

    /** Octets of the whole message, once its header section is there. */
    private int findLength(ByteBuf in) {
        int start = in.readerIndex();
        int readable = in.readableBytes();
        for (int i = Math.max(3, searched); i < readable; i++) {
            int at = start + i;
            if (in.getByte(at) == '\n'
                    && in.getByte(at - 2) == '\n'
                    && in.getByte(at - 1) == '\r'
                    && in.getByte(at - 3) == '\r') {
                int body = ContentLength.of(in, start, at + 1);
                if (body > maxOctets - (i + 1)) {
                    throw new CorruptedFrameException("a message above " + maxOctets + " octets");
                }
                return i + 1 + body;
            }
        }
        searched = readable;
        if (readable > maxOctets) {
            throw new CorruptedFrameException("a header section above " + maxOctets + " octets");
        }
        return NOT_YET;
    }
}
