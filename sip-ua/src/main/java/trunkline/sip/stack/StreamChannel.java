package trunkline.sip.stack;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.sip.stream.StreamPeer;
import trunkline.sip.stream.Streams;

/**
 * One connection of {@link Streams} as jain-sip sees it: its processing of messages, none of its sockets and threads. Made
 * for each message and each transaction; it holds nothing.
 */
final class StreamChannel extends ConnectionOrientedMessageChannel {

    /** Headers without which a message means nothing. */
    private static final Set<Class<?>> VITAL = Set.of(
            From.class,
            To.class,
            CSeq.class,
            Via.class,
            CallID.class,
            ContentLength.class,
            RequestLine.class,
            StatusLine.class);

    private final Streams streams;
    private final StreamPeer peer;

    StreamChannel(SIPTransactionStack stack, StreamProcessor processor, Streams streams, StreamPeer peer) {
        super(stack);
        this.streams = streams;
        this.peer = peer;
        messageProcessor = processor;
        peerAddress = peer.address().getAddress();
        peerPort = peer.address().getPort();
        peerProtocol = processor.getTransport();
        myAddress = processor.getIpAddress().getHostAddress();
        myPort = processor.getPort();
        isCached = true;
    }

    StreamPeer peer() {
        return peer;
    }

    @Override
    public String getTransport() {
        return messageProcessor.getTransport();
    }

    @Override
    public boolean isSecure() {
        return peer.isSecure();
    }

    @Override
    protected void sendMessage(byte[] message, boolean isRequest) {
        streams.send(peer, message);
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress receiver, int receiverPort, boolean reconnect) {
        streams.send(peer, message);
    }

    /** A malformed request gets 400, as far as it says whom to answer (RFC 3261 §21.4.1). */
    void refuse(byte[] message, ParseException cause) {
        String text = new String(message, StandardCharsets.UTF_8);
        if (!text.startsWith("SIP/") && !text.startsWith("ACK ")) {
            String refusal = createBadReqRes(text, cause);
            if (refusal != null) {
                streams.send(peer, refusal.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** What is wrong with one header is wrong with the message if the header is vital, else it is as if it were not there. */
    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public void handleException(
            ParseException cause, SIPMessage message, @Nullable Class headerClass, String header, String text)
            throws ParseException {
        if (headerClass != null && VITAL.contains(headerClass)) {
            throw cause;
        }
        message.addUnparsed(header);
    }

    /** The connection is not ours to close. */
    @Override
    protected void close(boolean removeSocket, boolean stopKeepAliveTask) {}
}
