package trunkline.gateway.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Asks the system, on threads of its own: a name server that does not answer must not hold up a loop. Thread-safe. */
final class SystemHostNames implements HostNames, AutoCloseable {

    /** Endpoints have a few look-ups under way each; one more than this fails at once, and is tried again later. */
    private static final int CAPACITY = 1_000;

    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY), task -> {
                Thread thread = new Thread(task, "webhook-host-names");
                thread.setDaemon(true);
                return thread;
            });

    SystemHostNames() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    found.complete(List.of(InetAddress.getAllByName(host)));
                } catch (UnknownHostException e) {
                    found.completeExceptionally(new UnknownHostException("no address is known of " + host));
                }
            });
        } catch (RejectedExecutionException e) {
            found.completeExceptionally(new UnknownHostException("too many names are being looked up"));
        }
        return found;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
