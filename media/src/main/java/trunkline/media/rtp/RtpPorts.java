package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The pairs of local ports that calls may use: RTP on the even one, RTCP on the odd one above.
 *
 * <p>A pair goes back to the end of the line, so that packets that are still under way to an ended call do not meet the
 * next one. Bounded by the range; exhausted is an answer, not an exception. Thread-safe.
 */
public final class RtpPorts implements RtpPortSource {

    private static final int PORT_MAX = 65_535;
    private static final int EPHEMERAL_TRIES = 100;

    /** What routers that are told to put voice first go by: DSCP 46 (RFC 3246, RFC 4594 §4.1), in the upper six bits. */
    static final int EXPEDITED_FORWARDING = 46 << 2;

    /** The outcome of {@link #open}. */
    public sealed interface Opening {
        /** The caller owns the socket and closes it, or hands it to {@link RtpPacer#start}. */
        record Opened(RtpSocket socket) implements Opening {}

        /** No call can be placed now; the reason says why. */
        record Exhausted(String reason) implements Opening {}
    }

    private final InetAddress address;
    private final boolean ephemeral;
    private final Deque<Integer> free;
    private final int total;

    private RtpPorts(InetAddress address, boolean ephemeral, List<Integer> evenPorts) {
        this.address = address;
        this.ephemeral = ephemeral;
        this.free = new ArrayDeque<>(evenPorts);
        this.total = evenPorts.size();
    }

    /**
     * The pairs from {@code first} to {@code last}, both included, in an order drawn from {@code random}.
     *
     * @param address to bind; must be one of this machine, or the wildcard
     */
    public static RtpPorts range(InetAddress address, int first, int last, RandomGenerator random) {
        if (first < 1024 || last > PORT_MAX) {
            throw new IllegalArgumentException("ports '" + first + "-" + last + "': must be 1024 to 65535");
        }
        List<Integer> evenPorts = new ArrayList<>();
        for (int port = first + (first & 1); port + 1 <= last; port += 2) {
            evenPorts.add(port);
        }
        if (evenPorts.isEmpty()) {
            throw new IllegalArgumentException(
                    "ports '" + first + "-" + last + "': must hold an even port and the next");
        }
        shuffle(evenPorts, random);
        return new RtpPorts(address, false, evenPorts);
    }

    /** Any pair that the system has free; for tests and simulators. */
    public static RtpPorts ephemeral(InetAddress address) {
        return new RtpPorts(address, true, List.of());
    }

    /** Binds the next free pair. A pair that another program holds is passed over. */
    @Override
    public Opening open() {
        if (ephemeral) {
            return openEphemeral();
        }
        int tries = available();
        for (int i = 0; i < tries; i++) {
            Integer port = poll();
            if (port == null) {
                break;
            }
            Optional<RtpSocket> socket = bind(port, () -> giveBack(port));
            if (socket.isPresent()) {
                return new Opening.Opened(socket.get());
            }
            giveBack(port);
        }
        return new Opening.Exhausted("no RTP port free: " + total + " pairs, " + available() + " not in use by us");
    }

    /** Pairs not in use by a call. */
    @Override
    public int available() {
        synchronized (free) {
            return free.size();
        }
    }

    /** Pairs in the range. */
    public int total() {
        return total;
    }

    private Opening openEphemeral() {
        for (int i = 0; i < EPHEMERAL_TRIES; i++) {
            Optional<RtpSocket> socket = bind(0, () -> {});
            if (socket.isPresent()) {
                return new Opening.Opened(socket.get());
            }
        }
        return new Opening.Exhausted("no even port with a free one above in " + EPHEMERAL_TRIES + " tries");
    }

    /** Binds {@code port} and the next; port 0 is whatever the system gives, if that is even. */
    private Optional<RtpSocket> bind(int port, Runnable onClose) {
        DatagramChannel rtp = null;
        DatagramChannel rtcp = null;
        try {
            rtp = bound(port);
            int even = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
            if (even % 2 == 0 && even < PORT_MAX) {
                rtcp = bound(even + 1);
                return Optional.of(new OwnSocket(rtp, rtcp, onClose));
            }
        } catch (IOException e) {
            // in use by another program: the next pair may be free
        }
        if (rtp != null) {
            OwnSocket.close(rtp);
        }
        if (rtcp != null) {
            OwnSocket.close(rtcp);
        }
        return Optional.empty();
    }

    private DatagramChannel bound(int port) throws IOException {
        boolean ip4 = address.getAddress().length == 4;
        DatagramChannel channel =
                DatagramChannel.open(ip4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED_FORWARDING);
            return channel.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            OwnSocket.close(channel);
            throw e;
        }
    }

    private Integer poll() {
        synchronized (free) {
            return free.poll();
        }
    }

    private void giveBack(int port) {
        synchronized (free) {
            free.add(port);
        }
    }

    private static void shuffle(List<Integer> ports, RandomGenerator random) {
        for (int i = ports.size() - 1; i > 0; i--) {
            Collections.swap(ports, i, random.nextInt(i + 1));
        }
    }
}
