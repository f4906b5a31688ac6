package trunkline.media.recorder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.media.codec.PayloadType;

/**
 * Listens for any number of calls at once, on one thread, {@code media-rtp-recorder}. Thread-safe.
 */
public final class RtpRecorder implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RtpRecorder.class);

    private static final int PORT_TRIES = 100;
    private static final int DATAGRAM_MAX = 2048;

    /** Asked of the system for each call: some seconds of packets, should this thread not run for as long. */
    private static final int RECEIVE_BUFFER = 256 << 10;

    private static final long CLOSE_MILLIS = 2000;

    private final InetAddress address;
    private final Selector selector;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM_MAX);
    private final Thread thread = new Thread(this::run, "media-rtp-recorder");

    private RtpRecorder(InetAddress address, Selector selector) {
        this.address = address;
        this.selector = selector;
        thread.setDaemon(true);
    }

    /** A recorder on {@code address}, which must be one of this machine. */
    public static RtpRecorder open(InetAddress address) throws IOException {
        var recorder = new RtpRecorder(address, Selector.open());
        recorder.thread.start();
        return recorder;
    }

    /**
     * Opens two ports, even and odd, and records what comes to them.
     *
     * @param payloadTypes what the numbers in the packets mean: PCMU, PCMA and G722 are decoded, all others counted
     * @param max what comes after this much audio is counted but not kept
     */
    public Recording record(List<PayloadType> payloadTypes, Duration max) throws IOException {
        for (int i = 0; i < PORT_TRIES; i++) {
            DatagramChannel rtp = bind(0);
            int port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
            DatagramChannel rtcp = port % 2 == 0 ? tryBind(port + 1) : null;
            if (rtcp != null) {
                return listen(new Recording(rtp, rtcp, new Heard(payloadTypes, max), selector));
            }
            rtp.close();
        }
        throw new IOException("no even port with a free one above in " + PORT_TRIES + " tries");
    }

    /** Ends the thread. Recordings that are not finished hear nothing more. */
    @Override
    public void close() throws IOException {
        selector.close(); // wakes the thread, which ends
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Recording listen(Recording recording) throws IOException {
        recording.rtp().register(selector, SelectionKey.OP_READ, (Taker) recording.heard()::onRtp);
        recording.rtcp().register(selector, SelectionKey.OP_READ, (Taker)
                (in, now) -> recording.heard().onRtcp(in));
        selector.wakeup();
        return recording;
    }

    /** Takes a datagram, from the buffer's position to its limit. */
    private interface Taker {
        void take(ByteBuffer in, long nowNanos);
    }

    private void run() {
        while (selector.isOpen()) {
            try {
                selector.select(this::receive);
            } catch (IOException | RuntimeException e) {
                if (selector.isOpen()) {
                    LOGGER.atError().setCause(e).log("recorder could not listen");
                }
            }
        }
    }

    private void receive(SelectionKey key) {
        var channel = (DatagramChannel) key.channel();
        var taker = (Taker) key.attachment();
        try {
            datagram.clear();
            while (channel.receive(datagram) != null) {
                taker.take(datagram.flip(), System.nanoTime());
                datagram.clear();
            }
        } catch (IOException e) {
            key.cancel(); // finished
        }
    }

    private @Nullable DatagramChannel tryBind(int port) {
        try {
            return bind(port);
        } catch (IOException e) {
            return null; // taken
        }
    }

    private DatagramChannel bind(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.configureBlocking(false);
            return channel.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
