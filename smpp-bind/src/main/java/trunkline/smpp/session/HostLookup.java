package trunkline.smpp.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds routes on threads of its own: a name server that does not answer, or a disk that is slow, must not hold up a loop
 * and all the binds on it. Full, it answers at once that there is none, and the bind tries again by its back-off.
 */
final class HostLookup implements AutoCloseable {

    /** Binds have one look-up under way each; more than this many at once is a storm, which waiting would prolong. */
    private static final int CAPACITY = 1_000;

    /** So that one name that takes long does not hold up the others. */
    private static final int THREADS = 4;

    private final ThreadPoolExecutor threads;

    HostLookup(String threadName) {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY), task -> {
                    var named = new Thread(task, threadName);
                    named.setDaemon(true);
                    return named;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    void find(Endpoint smsc, Consumer<Route> found) {
        try {
            threads.execute(() -> found.accept(Route.to(smsc)));
        } catch (RejectedExecutionException full) {
            found.accept(Route.none(LinkLoss.Cause.CONNECT_FAILED, "too many hosts are being looked up"));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
