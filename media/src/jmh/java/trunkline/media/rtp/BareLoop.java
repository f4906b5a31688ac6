package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that sending paced packets from Java costs: a connected channel for each stream, one write of one buffer a
 * packet, twenty groups a millisecond apart. No prompt, no reports, no figures, nobody who listens: what
 * {@link PacingLoad} is compared with in the same run.
 */
final class BareLoop implements AutoCloseable {

    private static final int GROUPS = 20;
    private static final long MILLI = 1_000_000;
    private static final int PACKET = 172;

    private final DatagramChannel[] channels;
    private final Thread thread = new Thread(this::run, "media-rtp-pacer-bare");
    private volatile boolean closing;

    private BareLoop(DatagramChannel[] channels) {
        this.channels = channels;
    }

    static BareLoop start(int streams, InetSocketAddress remote) throws IOException {
        DatagramChannel[] channels = new DatagramChannel[streams];
        for (int i = 0; i < streams; i++) {
            channels[i] = DatagramChannel.open().bind(null).connect(remote);
            channels[i].configureBlocking(false);
        }
        var loop = new BareLoop(channels);
        loop.thread.start();
        return loop;
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
        long start = System.nanoTime();
        try {
            for (long slot = 0; !closing; slot++) {
                long due = start + slot * MILLI;
                for (long now = System.nanoTime(); now - due < 0; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                int sequence = (int) (slot / GROUPS);
                for (int i = (int) (slot % GROUPS); i < channels.length; i += GROUPS) {
                    packet.clear();
                    packet.putShort(0, (short) 0x8000).putShort(2, (short) sequence);
                    packet.putInt(4, 160 * sequence).putInt(8, i);
                    channels[i].write(packet);
                }
            }
        } catch (IOException e) {
            System.err.println("bare loop ended: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
