package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;

/** The calls of all trunks together. Thread-safe. */
public final class Switchboard implements VoiceDesk {

    private final Supplier<Map<String, CallDispatcher>> trunks;

    /** @param trunks by their names, as they are now */
    public Switchboard(Supplier<Map<String, CallDispatcher>> trunks) {
        this.trunks = trunks;
    }

    @Override
    public CompletableFuture<List<LiveCall>> calls() {
        CompletableFuture<List<LiveCall>> all = CompletableFuture.completedFuture(List.of());
        for (CallDispatcher trunk : trunks.get().values()) {
            all = all.thenCombine(trunk.calls(), (some, more) -> {
                List<LiveCall> both = new ArrayList<>(some);
                both.addAll(more);
                return both;
            });
        }
        return all.thenApply(calls -> calls.stream()
                .sorted(Comparator.comparingLong(call -> call.message().key()))
                .toList());
    }

    @Override
    public CompletableFuture<Optional<CallTrace>> trace(OutboundMessage message) {
        CallDispatcher trunk = trunks.get().get(message.way());
        return trunk == null ? CompletableFuture.completedFuture(Optional.empty()) : trunk.trace(message.key());
    }

    @Override
    public CompletableFuture<Optional<VoiceState>> hangUp(OutboundMessage message) {
        CallDispatcher trunk = trunks.get().get(message.way());
        return trunk == null ? CompletableFuture.completedFuture(Optional.empty()) : trunk.hangUp(message.key());
    }
}
