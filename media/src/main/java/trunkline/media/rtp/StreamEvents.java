package trunkline.media.rtp;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the pacing thread to the streams' owners on the thread {@code media-rtp-events}, in order.
 *
 * <p>Bounded: when full, an event is not taken, and its stream offers it again at its next turn.
 */
final class StreamEvents {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamEvents.class);

    private final BlockingQueue<Runnable> queue;
    private final Thread thread = new Thread(this::run, "media-rtp-events");

    StreamEvents(int capacity) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean offer(Runnable event) {
        return queue.offer(event);
    }

    /** Delivers what is queued, but no longer than {@code millis}, then ends the thread. */
    void close(long millis) throws InterruptedException {
        if (queue.offer(thread::interrupt)) {
            thread.join(millis);
        }
        thread.interrupt();
    }

    private void run() {
        while (!Thread.interrupted()) {
            try {
                queue.take().run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOGGER.atError().setCause(e).log("listener of a stream failed");
            }
        }
    }
}
