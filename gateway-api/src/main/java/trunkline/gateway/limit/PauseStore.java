package trunkline.gateway.limit;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where it is kept which accounts are paused. */
public interface PauseStore {

    /** Pauses an account; false if it was paused before. {@code by}: who did it, for the audit trail. */
    CompletableFuture<Boolean> pause(long account, String reason, String by);

    /** Lifts the pause of an account; false if there was none. */
    CompletableFuture<Boolean> resume(long account, String by);

    /** All that are paused. */
    CompletableFuture<List<Pause>> paused();

    /**
     * An account that may not send.
     *
     * @param account its number
     * @param sinceMicros microseconds since 1970 in UTC
     * @param reason in words
     */
    record Pause(long account, long sinceMicros, String reason) {}
}
