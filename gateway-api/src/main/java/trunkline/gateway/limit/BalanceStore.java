package trunkline.gateway.limit;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * What accounts have paid in advance. An account without a balance sends what its limits allow. From one with a balance each message is
 * taken when it is kept, in the same commit. All amounts in millionths. Thread-safe.
 */
public interface BalanceStore {

    /** The most that a balance may be, or that may be added at once: a billion. */
    long AMOUNT_MAX = 1_000_000_000L * Price.UNIT;

    /** What is left of an account's balance; nothing if it has none. */
    CompletableFuture<OptionalLong> of(long account);

    /** All balances, by the number of their account. */
    CompletableFuture<Map<Long, Long>> all();

    /**
     * Adds to the balance of an account, which has one from now on; the audit trail tells of it.
     *
     * @param amount less than 0 to take away
     * @param by who does it
     * @return what there is now; nothing, and nothing changed, if that would be less than 0 or more than {@link #AMOUNT_MAX}
     */
    CompletableFuture<OptionalLong> add(long account, long amount, String by);

    /** Ends the balance of an account, and with it that the account pays in advance; false if it had none. */
    CompletableFuture<Boolean> end(long account, String by);
}
