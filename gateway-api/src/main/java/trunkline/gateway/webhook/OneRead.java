package trunkline.gateway.webhook;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Replies;

/**
 * A read of the store that runs one at a time; one that fails counts as running until it may be tried again. Confined to its
 * event loop.
 */
final class OneRead {

    private static final Logger LOGGER = LoggerFactory.getLogger(OneRead.class);
    private static final long AGAIN_SECONDS = 5;

    private final EventLoop loop;
    private final String what;
    private boolean running;

    /** @param what is read, for the log */
    OneRead(EventLoop loop, String what) {
        this.loop = loop;
        this.what = what;
    }

    boolean isRunning() {
        return running;
    }

    /**
     * Runs it.
     *
     * @param then gets what was read
     * @param again is told, a while after a failure, that it may be tried again
     */
    <T> void run(CompletableFuture<T> read, Consumer<T> then, Runnable again) {
        running = true;
        Replies.on(
                read,
                loop,
                found -> {
                    running = false;
                    then.accept(found);
                },
                failure -> {
                    LOGGER.atWarn().addKeyValue("cause", failure).log(what + " not read, will try again");
                    var unused = loop.schedule(
                            () -> {
                                running = false;
                                again.run();
                            },
                            AGAIN_SECONDS,
                            TimeUnit.SECONDS);
                });
    }
}
