package trunkline.gateway.dispatch;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.route.FailoverCause;

/** Knows another way for a message that its own does not get through. Thread-safe. */
public interface Failover {

    /** None: every message stays with its way. */
    Failover NONE = new Failover() {
        @Override
        public @Nullable String whyDown(String way) {
            return null;
        }

        @Override
        public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tries) {
            return null;
        }

        @Override
        public CompletableFuture<Optional<String>> find(
                OutboundMessage message, String from, FailoverCause cause, int tries) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public void moved(Set<String> ways) {
            // nothing is ever moved
        }
    };

    /** Why messages leave a way, in words; null while they stay. */
    @Nullable
    String whyDown(String way);

    /**
     * Another way for a message; null if it stays with its own.
     *
     * @param from its own
     * @param tries how often it has been tried
     */
    @Nullable
    String detour(OutboundMessage message, String from, FailoverCause cause, int tries);

    /** The same, once all is known that routes ask for; empty if it stays with its own. */
    CompletableFuture<Optional<String>> find(OutboundMessage message, String from, FailoverCause cause, int tries);

    /** Messages were given to these ways, which should look for them. */
    void moved(Set<String> ways);
}
