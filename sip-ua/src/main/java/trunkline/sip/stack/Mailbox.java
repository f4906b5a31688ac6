package trunkline.sip.stack;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one call or trunk, one thing after the other, on whichever worker is free; after the user agent is closed, on
 * the thread that brings it.
 *
 * <p>Messages of the network are bounded to {@value #MAX_MESSAGES}: one more is dropped as if it were lost, and its
 * sender repeats it. What we do to ourselves (a timer, a hang-up, the end of a transaction) is not dropped; there is at
 * most one of each.
 */
final class Mailbox {

    static final int MAX_MESSAGES = 64;

    private static final Logger LOGGER = LoggerFactory.getLogger(Mailbox.class);

    private final Executor workers;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean scheduled;

    Mailbox(Executor workers) {
        this.workers = workers;
    }

    /** Puts a message of the network in; false if it was dropped. */
    boolean offer(Runnable message) {
        synchronized (waiting) {
            if (waiting.size() >= MAX_MESSAGES) {
                return false;
            }
            waiting.add(message);
        }
        schedule();
        return true;
    }

    /** Puts something of ours in. */
    void post(Runnable event) {
        synchronized (waiting) {
            waiting.add(event);
        }
        schedule();
    }

    /** Goes on with what was looked up: at once if it is there, else when it comes. It never fails. */
    <T> void await(CompletionStage<T> looking, Consumer<T> next) {
        CompletableFuture<T> future = looking.toCompletableFuture();
        if (future.isDone()) {
            next.accept(future.join());
        } else {
            var unused = future.thenAccept(found -> post(() -> next.accept(found)));
        }
    }

    private void schedule() {
        synchronized (waiting) {
            if (scheduled || waiting.isEmpty()) {
                return;
            }
            scheduled = true;
        }
        try {
            workers.execute(this::runOne);
        } catch (RejectedExecutionException closed) {
            runOne();
        }
    }

    /** One at a time, then to the end of the line, so that a busy call does not hold up the others. */
    private void runOne() {
        Runnable next;
        synchronized (waiting) {
            next = waiting.remove();
        }
        try {
            next.run();
        } catch (RuntimeException e) {
            LOGGER.error("event of a call failed", e);
        } finally {
            synchronized (waiting) {
                scheduled = false;
            }
            schedule();
        }
    }
}
