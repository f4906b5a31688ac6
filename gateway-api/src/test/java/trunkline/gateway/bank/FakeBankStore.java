package trunkline.gateway.bank;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps banks in maps, at once. Confined to one thread. */
final class FakeBankStore implements BankStore {

    private final Map<String, SimState> sims = new LinkedHashMap<>();
    private final Map<String, String> recipients = new LinkedHashMap<>();
    private final Map<Long, String> numbers = new HashMap<>();
    private int writes;
    private int recipientWrites;

    @Override
    public CompletableFuture<Memory> load(String way, int recipientsMax) {
        return CompletableFuture.completedFuture(new Memory(new ArrayList<>(sims.values()), Map.copyOf(recipients)));
    }

    @Override
    public CompletableFuture<Boolean> put(String way, SimState state) {
        writes++;
        sims.put(state.sim(), state);
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Boolean> putSent(String way, SimState state, long message, String number) {
        numbers.put(message, number);
        return put(way, state);
    }

    @Override
    public CompletableFuture<Boolean> putRecipient(String way, String recipient, String sim) {
        recipientWrites++;
        recipients.put(recipient, sim);
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Boolean> release(String way, SimState state, String by) {
        return put(way, state);
    }

    @Override
    public CompletableFuture<Optional<String>> numberOf(long message) {
        return CompletableFuture.completedFuture(Optional.ofNullable(numbers.get(message)));
    }

    /** How often what is known of a SIM was kept. */
    int writes() {
        return writes;
    }

    int recipientWrites() {
        return recipientWrites;
    }

    List<String> remembered() {
        return List.copyOf(recipients.values());
    }
}
