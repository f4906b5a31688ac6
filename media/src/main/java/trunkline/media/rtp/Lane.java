package trunkline.media.rtp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A core's share of the streams: a thread that sends for them, and what it sends through. Thread-safe. */
final class Lane {

    private final LaneIo io;
    private final PacerThread thread;
    private final AtomicInteger streams = new AtomicInteger();
    private final Runnable onLeft;

    private Lane(String number, int streamsMax, LongSupplier nanoClock, LaneIo io, Runnable onLeft) {
        this.io = io;
        this.onLeft = onLeft;
        this.thread = new PacerThread("media-rtp-pacer" + number, streamsMax, nanoClock, io, this::leave);
    }

    /**
     * A lane that is running.
     *
     * @param number behind its threads' names
     * @param onLeft called with each stream that has ended
     */
    static Lane open(String number, int streamsMax, LongSupplier nanoClock, LaneIo io, Runnable onLeft)
            throws IOException {
        var lane = new Lane(number, streamsMax, nanoClock, io, onLeft);
        lane.thread.start();
        return lane;
    }

    /** The one with the fewest streams. */
    static Lane emptiest(List<Lane> lanes) {
        Lane emptiest = lanes.get(0);
        for (Lane lane : lanes) {
            emptiest = lane.streams() < emptiest.streams() ? lane : emptiest;
        }
        return emptiest;
    }

    LaneIo io() {
        return io;
    }

    /** Streams that it carries. */
    int streams() {
        return streams.get();
    }

    /** Reads for a stream from now on. */
    void listen(RtpSocket socket, StreamInbound from) throws IOException {
        io.listen(socket, from);
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
        io.release(socket);
    }

    void close(long millis) throws InterruptedException {
        thread.close(millis);
        io.close(millis);
    }

    private void leave(StreamSender sender) {
        streams.decrementAndGet();
        release(sender.socket());
        onLeft.run();
    }
}
