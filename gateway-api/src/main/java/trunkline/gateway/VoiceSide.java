package trunkline.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.http.Health;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.VoiceFileStore;

/** STUB until joined. */
final class VoiceSide implements AutoCloseable {
    VoiceSide(GatewayConfig config, MessageStore store, Timekeeper time, Consumer<List<StateChange>> changes) {}

    void start() {}

    void tick() {}

    boolean kept(String way, List<OutboundMessage> messages) {
        return false;
    }

    List<Health.Part> health() {
        return List.of();
    }

    void measure(Meters meters) {}

    void sweepPrompts(VoiceFileStore store, Timekeeper time) {}

    PromptShelf shelf() {
        return new PromptShelf() {
            @Override
            public CompletableFuture<Outcome> make(Path upload) {
                return CompletableFuture.completedFuture(new Outcome.Busy());
            }

            @Override
            public List<String> olderThan(long beforeMicros) {
                return List.of();
            }

            @Override
            public void discard(String prompt) {}
        };
    }

    @Override
    public void close() {}
}
