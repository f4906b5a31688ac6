package trunkline.gateway.bank;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where banks are kept. What is written comes before what the same thread asks of the message store afterwards. Thread-safe. */
public interface BankStore {

    /**
     * What is known of a bank.
     *
     * @param sims of any that it ever had
     * @param recipients the SIM that each last heard from, the longest ago first
     */
    record Memory(List<SimState> sims, Map<String, String> recipients) {}

    /** What was kept, and what this thread or others have asked to be kept before; all that waits for a SIM is due. */
    CompletableFuture<Memory> load(String way, int recipientsMax);

    /** Keeps what is known of a SIM. */
    CompletableFuture<Boolean> put(String way, SimState state);

    /** Keeps that a message goes by a SIM, whose number its recipient sees. */
    CompletableFuture<Boolean> putSent(String way, SimState state, long message, String number);

    /** Keeps by which SIM a recipient is written to. */
    CompletableFuture<Boolean> putRecipient(String way, String recipient, String sim);

    /** Keeps that {@code by} has released a SIM, in the audit trail too; all that waits for a SIM of this bank is due. */
    CompletableFuture<Boolean> release(String way, SimState state, String by);

    /** The number that a message was last sent as. */
    CompletableFuture<Optional<String>> numberOf(long message);
}
