package trunkline.gateway.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the store answers to the thread that asked. */
public final class Replies {

    private static final Logger LOGGER = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    /** Has {@code executor} run one of the two. A defect in either is logged: nobody else would hear of it. */
    public static <T> void on(
            CompletableFuture<T> reply, Executor executor, Consumer<T> onValue, Consumer<Throwable> onFailure) {
        var unused = reply.whenComplete((value, failure) -> executor.execute(() -> {
            try {
                if (failure == null) {
                    onValue.accept(value);
                } else {
                    onFailure.accept(failure);
                }
            } catch (RuntimeException e) {
                LOGGER.atError().setCause(e).log("a reply of the store was not handled");
            }
        }));
    }
}
