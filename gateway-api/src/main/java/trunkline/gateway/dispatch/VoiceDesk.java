package trunkline.gateway.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;

/** The calls that are up, as people see and steer them. Thread-safe. */
public interface VoiceDesk {

    /** All of them, the oldest first. */
    CompletableFuture<List<LiveCall>> calls();

    /** What has gone over the wire so far in the call of a message; empty if it has none. */
    CompletableFuture<Optional<CallTrace>> trace(OutboundMessage message);

    /** Ends the call of a message: the state that it came to, once that is kept; empty if it has none. */
    CompletableFuture<Optional<VoiceState>> hangUp(OutboundMessage message);
}
