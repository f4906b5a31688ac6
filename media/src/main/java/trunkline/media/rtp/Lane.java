package trunkline.media.rtp;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A core's share of the streams: a thread that sends for them, and one that reads. Thread-safe. */
final class Lane {

    private final Inbound inbound;
    private final PacerThread thread;
    private final AtomicInteger streams = new AtomicInteger();
    private final Runnable onLeft;

    private Lane(String number, int streamsMax, LongSupplier nanoClock, Inbound inbound, Runnable onLeft) {
        this.inbound = inbound;
        this.onLeft = onLeft;
        this.thread = new PacerThread("media-rtp-pacer" + number, streamsMax, nanoClock, this::leave);
    }

    /**
     * A lane that is running.
     *
     * @param number behind its threads' names
     * @param onLeft called with each stream that has ended
     */
    static Lane open(String number, int streamsMax, LongSupplier nanoClock, Runnable onLeft) throws IOException {
        Inbound inbound = Inbound.open("media-rtp-inbound" + number, nanoClock);
        var lane = new Lane(number, streamsMax, nanoClock, inbound, onLeft);
        inbound.start();
        lane.thread.start();
        return lane;
    }

    /** Streams that it carries. */
    int streams() {
        return streams.get();
    }

    /** Reads for a stream from now on. */
    void listen(RtpSocket socket, StreamInbound from) throws IOException {
        inbound.add((OwnSocket) socket, from.rtp(), from.rtcp());
    }

    /** Sends for a stream from now on; false if it is closing. */
    boolean admit(StreamSender sender) {
        streams.incrementAndGet();
        boolean taken = thread.admit(sender);
        if (!taken) {
            streams.decrementAndGet();
        }
        return taken;
    }

    /** Closes the socket of a stream that was not let in. */
    void release(RtpSocket socket) {
        inbound.release((OwnSocket) socket);
    }

    void close(long millis) throws InterruptedException {
        thread.close(millis);
        inbound.close(millis);
    }

    private void leave(StreamSender sender) {
        streams.decrementAndGet();
        release(sender.socket());
        onLeft.run();
    }
}
