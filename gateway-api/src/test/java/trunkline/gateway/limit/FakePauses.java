package trunkline.gateway.limit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Pauses in memory. */
public final class FakePauses implements PauseStore {

    private final Map<Long, Pause> paused = new LinkedHashMap<>();

    @Override
    public CompletableFuture<Boolean> pause(long account, String reason, String by) {
        return CompletableFuture.completedFuture(paused.putIfAbsent(account, new Pause(account, 1, reason)) == null);
    }

    @Override
    public CompletableFuture<Boolean> resume(long account, String by) {
        return CompletableFuture.completedFuture(paused.remove(account) != null);
    }

    @Override
    public CompletableFuture<List<Pause>> paused() {
        return CompletableFuture.completedFuture(new ArrayList<>(paused.values()));
    }
}
