package trunkline.sip.stack;

import gov.nist.core.net.DefaultNetworkLayer;
import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import trunkline.sip.stream.Streams;

/**
 * The datagram sockets of one stack, and what passes them. Strangers get nothing, not even the parser: a request from an
 * address that is none of a trunk's, and that we have sent nothing to, is dropped as it is read, unless it has the Call-ID
 * of a call of ours, which nobody can guess.
 *
 * <p>Between a datagram socket and the parser jain-sip has a queue without a bound, so the bound is here: what is no SIP,
 * or larger than the limit, is dropped; so is, while {@value #CROWDED} wait for the parser, what comes from strangers, and
 * while {@value #MAX_WAITING} wait, everything. Peers repeat what was dropped, as they do what the network loses. Public
 * since jain-sip makes it by name.
 */
public final class SipSockets implements NetworkLayer {

    static final int MAX_WAITING = 1000;
    static final int CROWDED = 100;

    private static final int LONGEST_METHOD = 64;

    private final NetworkLayer sockets = DefaultNetworkLayer.SINGLETON;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder strangers = new LongAdder();
    private volatile @Nullable Gate gate;
    private volatile @Nullable Streams streams;
    private volatile @Nullable MessageLog log;

    /**
     * Whose messages are let in.
     *
     * @param callIds those of our calls
     */
    record Gate(KnownPeers peers, Predicate<String> callIds) {}

    /** Who sees what is sent. */
    void setLog(MessageLog newLog) {
        log = newLog;
    }

    /** Without a gate everything is let in. */
    void setGate(Gate newGate) {
        gate = newGate;
    }

    /** The connections, for the transports that have them. */
    void setStreams(Streams newStreams) {
        streams = newStreams;
    }

    Streams streams() {
        Streams current = streams;
        if (current == null) {
            throw new IllegalStateException("this stack has no connections");
        }
        return current;
    }

    /** Datagrams of strangers. */
    long strangers() {
        return strangers.sum();
    }

    /** The parser has taken one. */
    void onParsed() {
        waiting.decrementAndGet();
    }

    long dropped() {
        return dropped.sum();
    }

    private boolean admit(DatagramPacket packet) {
        int length = packet.getLength();
        // A datagram that fills the buffer has been cut to it.
        if (length == packet.getData().length || !looksLikeSip(packet.getData(), length)) {
            // Two line ends, or a zero, are how peers keep an address translation open: not worth counting.
            dropped.add(length > 4 ? 1 : 0);
            return false;
        }
        boolean known = isKnown(packet.getAddress());
        if (!known && !isResponse(packet) && !isOfOurCall(packet)) {
            strangers.increment();
            return false;
        }
        int queued = waiting.get();
        if (queued >= MAX_WAITING || (queued >= CROWDED && !known)) {
            dropped.increment();
            return false;
        }
        waiting.incrementAndGet();
        return true;
    }

    private boolean isKnown(InetAddress address) {
        Gate current = gate;
        return current == null || current.peers().isKnown(address);
    }

    private boolean isOfOurCall(DatagramPacket packet) {
        Gate current = gate;
        String callId = RawHeaders.callId(packet.getData(), packet.getLength());
        return current == null || (callId != null && current.callIds().test(callId));
    }

    private static boolean isResponse(DatagramPacket packet) {
        byte[] data = packet.getData();
        return packet.getLength() > 4 && data[0] == 'S' && data[1] == 'I' && data[2] == 'P' && data[3] == '/';
    }

    private void remember(DatagramPacket packet) {
        Gate current = gate;
        if (current != null && !isResponse(packet)) {
            current.peers().onRequestTo(packet.getAddress());
        }
    }

    /**
     * Whether it starts as a request or status line does: a word of at most 64 token characters and a space (RFC 3261
     * §7).
     */
    static boolean looksLikeSip(byte[] data, int length) {
        for (int i = 0; i < length && i <= LONGEST_METHOD; i++) {
            byte c = data[i];
            if (c == ' ') {
                return i > 0;
            }
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean token = letter || (c >= '0' && c <= '9') || "-.!%*_+`'~/".indexOf(c) >= 0;
            if (!token) {
                return false;
            }
        }
        return false;
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address) throws SocketException {
        return new GatedSocket(new InetSocketAddress(address, port));
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return sockets.createDatagramSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return sockets.createServerSocket(port, backlog, address);
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return sockets.createSSLServerSocket(port, backlog, address);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return sockets.createSocket(address, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local) throws IOException {
        return sockets.createSocket(address, port, local);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        return sockets.createSocket(address, port, local, localPort);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        return sockets.createSSLSocket(address, port);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress local) throws IOException {
        return sockets.createSSLSocket(address, port, local);
    }

    @Override
    public void setSipStack(SipStackImpl stack) {}

    /** Gives out only what was admitted, and remembers to whom requests were sent. */
    private final class GatedSocket extends DatagramSocket {

        GatedSocket(InetSocketAddress local) throws SocketException {
            super(local);
        }

        @Override
        public void send(DatagramPacket packet) throws IOException {
            remember(packet);
            MessageLog seer = log;
            if (seer != null) {
                seer.sending(
                        (InetSocketAddress) packet.getSocketAddress(),
                        () -> new String(
                                packet.getData(), packet.getOffset(), packet.getLength(), StandardCharsets.UTF_8));
            }
            super.send(packet);
        }

        @Override
        public void receive(DatagramPacket packet) throws IOException {
            do {
                packet.setLength(packet.getData().length);
                super.receive(packet);
            } while (!admit(packet));
        }
    }
}
