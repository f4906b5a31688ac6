package trunkline.sip.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A stretch of network between a user agent and its peer that loses datagrams, in both directions. Each side takes it for
 * the other: what they say of each other's addresses is rewritten on the way, so that nothing goes around it.
 */
final class LossyLink implements AutoCloseable {

    private final DatagramSocket near = socket();
    private final DatagramSocket far = socket();
    private final String agent;
    private final String peer;
    private final Random random = new Random(20);
    private final double loss;
    private final AtomicInteger lost = new AtomicInteger();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final Predicate<String> spared;

    /**
     * A link that works at once.
     *
     * @param agent {@code 127.0.0.1:port} of the user agent
     * @param peer {@code 127.0.0.1:port} of the other side
     * @param loss 0 to 1, of each datagram
     * @param spared messages that are never lost
     */
    LossyLink(String agent, String peer, double loss, Predicate<String> spared) {
        this.agent = agent;
        this.peer = peer;
        this.loss = loss;
        this.spared = spared;
        run(near, far, new String[][] {{agent, name(far)}, {name(near), peer}}, peer);
        run(far, near, new String[][] {{peer, name(near)}, {name(far), agent}}, agent);
    }

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(DatagramSocket socket) {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void run(DatagramSocket from, DatagramSocket to, String[][] names, String next) {
        InetSocketAddress target =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(next.replaceAll(".*:", "")));
        Thread thread = new Thread(
                () -> {
                    byte[] data = new byte[65_536];
                    while (!from.isClosed()) {
                        try {
                            DatagramPacket packet = new DatagramPacket(data, data.length);
                            from.receive(packet);
                            String text = new String(data, 0, packet.getLength(), StandardCharsets.UTF_8);
                            if (isLost(text)) {
                                continue;
                            }
                            for (String[] name : names) {
                                text = text.replaceAll("\\Q" + name[0] + "\\E(?!\\d)", name[1]);
                            }
                            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
                            to.send(new DatagramPacket(octets, octets.length, target));
                        } catch (IOException e) {
                            if (!from.isClosed() && !to.isClosed()) {
                                throw new UncheckedIOException(e);
                            }
                        }
                    }
                },
                "lossy-link");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized boolean isLost(String text) {
        boolean gone = random.nextDouble() < loss && !spared.test(text);
        if (gone) {
            lost.incrementAndGet();
        } else {
            passed.add(text.substring(0, text.indexOf(' ')));
        }
        return gone;
    }

    /** Whether a message that begins with this word has come through. */
    boolean hasPassed(String word) {
        return passed.contains(word);
    }

    /** Where the user agent finds its peer. */
    String hostPort() {
        return name(near);
    }

    @Override
    public String toString() {
        return "link " + agent + " - " + peer + ": " + lost + " lost, " + passed.size() + " passed";
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }
}
