package trunkline.media.rtp;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that gives each stream its turn when it is due, on a thread {@code media-rtp-pacer}.
 *
 * <p>It sleeps until the next slot of the wheel with anybody in it, counted from the wheel's origin: a late wake-up is
 * never carried on to the next. Whatever goes wrong with one stream ends that stream, not the thread.
 */
final class PacerThread {

    private static final Logger LOGGER = LoggerFactory.getLogger(PacerThread.class);

    private final LongSupplier nanoClock;
    private final LaneIo io;
    private final BlockingQueue<StreamSender> admitted;
    private final Consumer<StreamSender> onLeft;
    private final PacerWheel<StreamSender> wheel;
    private final PacerWheel.Tick<StreamSender> tick = this::turn;
    private final PacketRoom room = new PacketRoom();
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * A thread for at most {@code streamsMax} streams, which the caller counts.
     *
     * @param onLeft called on the pacing thread with each stream that has had its last turn; must not wait
     */
    PacerThread(String name, int streamsMax, LongSupplier nanoClock, LaneIo io, Consumer<StreamSender> onLeft) {
        this.nanoClock = nanoClock;
        this.io = io;
        this.admitted = new ArrayBlockingQueue<>(streamsMax);
        this.onLeft = onLeft;
        this.wheel = new PacerWheel<>(nanoClock.getAsLong());
        this.thread = io.thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Returns once it is ready for streams. */
    void start() throws IOException {
        thread.start();
        try {
            begun.join();
        } catch (CompletionException e) {
            throw new IOException("RTP cannot be sent: " + e.getCause(), e.getCause());
        }
    }

    /** Lets a stream in; false if there are too many, or the pacer is closing. */
    boolean admit(StreamSender sender) {
        boolean taken = !closing && admitted.offer(sender);
        io.wake();
        return taken;
    }

    /** Ends all streams at their next turn, and waits for it no longer than {@code millis}. */
    void close(long millis) throws InterruptedException {
        closing = true;
        io.wake();
        thread.join(millis);
        // one that came in while the thread was ending
        for (StreamSender late = admitted.poll(); late != null; late = admitted.poll()) {
            onLeft.accept(late);
        }
    }

    private void run() {
        try {
            io.begin();
        } catch (IOException | RuntimeException e) {
            begun.completeExceptionally(e);
            return;
        }
        begun.complete(true);
        while (!closing || wheel.size() > 0 || !admitted.isEmpty()) {
            letIn();
            waitOrTurn();
        }
        io.end();
    }

    private void waitOrTurn() {
        long nowNanos = nanoClock.getAsLong();
        long waitNanos = wheel.nanosUntilDue(nowNanos);
        if (waitNanos > 0) {
            io.rest(waitNanos);
        } else {
            wheel.turn(nowNanos, tick);
            io.flush();
        }
    }

    private void letIn() {
        StreamSender sender = admitted.poll();
        while (sender != null) {
            long startNanos = wheel.startNanos(nanoClock.getAsLong(), sender.ptimeNanos());
            sender.start(startNanos);
            wheel.add(sender, startNanos);
            sender = admitted.poll();
        }
    }

    private long turn(StreamSender sender) {
        long nextNanos;
        try {
            nextNanos = nextTurn(sender);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("stream ended by a defect");
            nextNanos = sender.abandon();
        }
        if (nextNanos == PacerWheel.LEAVE) {
            onLeft.accept(sender);
        }
        return nextNanos;
    }

    private long nextTurn(StreamSender sender) {
        long nowNanos = nanoClock.getAsLong();
        if (closing) {
            return sender.end(RtpFailure.CLOSED, nowNanos, room);
        }
        return sender.turn(nowNanos, room);
    }
}
