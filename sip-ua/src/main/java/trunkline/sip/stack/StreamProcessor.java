package trunkline.sip.stack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import trunkline.sip.stream.StreamPeer;
import trunkline.sip.stream.Streams;
import trunkline.sip.trunk.Transport;

/** TCP or TLS as jain-sip sees it; what it does is done by {@link Streams}. */
final class StreamProcessor extends MessageProcessor {

    private final Transport kind;
    private final Streams streams;

    StreamProcessor(SIPTransactionStack stack, Streams streams, Transport kind, InetAddress address, int port) {
        super(address, port, kind.token(), stack);
        this.kind = kind;
        this.streams = streams;
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    /** For what is sent without a transaction: over the connection that is there, or not at all. */
    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        return createMessageChannel(target.getInetAddress(), target.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) throws IOException {
        StreamPeer peer = streams.findOpen(new InetSocketAddress(host, port), isSecure());
        if (peer == null) {
            throw new IOException("no connection to " + host.getHostAddress() + ":" + port);
        }
        return new StreamChannel(sipStack, this, streams, peer);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public int getDefaultTargetPort() {
        return kind.defaultPort();
    }

    @Override
    public boolean isSecure() {
        return kind == Transport.TLS;
    }

    @Override
    public int getMaximumMessageSize() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean inUse() {
        return false;
    }
}
