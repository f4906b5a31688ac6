package trunkline.smpp.session;

import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Host names to addresses on threads of its own: a name server that does not answer must not hold up a loop and all the
 * binds on it. Full, it answers "unresolved" at once, and the bind tries again by its back-off.
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

    void resolve(String host, int port, Consumer<InetSocketAddress> found) {
        try {
            threads.execute(() -> found.accept(new InetSocketAddress(host, port)));
        } catch (RejectedExecutionException full) {
            found.accept(InetSocketAddress.createUnresolved(host, port));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
