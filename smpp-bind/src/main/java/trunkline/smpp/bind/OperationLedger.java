package trunkline.smpp.bind;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.OperationResponse;

/**
 * Sees to it that every query, cancel and replace has exactly one outcome. They take no place in the window; full, one more
 * is not sent. Confined to the bind's loop.
 */
final class OperationLedger {

    /** Operations unanswered at once; people and retries ask for them, not traffic. */
    static final int CAPACITY = 100;

    private record Pending(
            OperationRequest request, long endOctet, long sentNanos, CompletableFuture<OperationOutcome> outcome) {}

    /** By sequence number, oldest first. */
    private final Map<Integer, Pending> pending = new LinkedHashMap<>();

    boolean isFull() {
        return pending.size() >= CAPACITY;
    }

    void sent(
            int sequence,
            OperationRequest request,
            long endOctet,
            long nowNanos,
            CompletableFuture<OperationOutcome> outcome) {
        pending.put(sequence, new Pending(request, endOctet, nowNanos, outcome));
    }

    /** A response, or a generic_nack; whether it was to one of these. */
    boolean answered(int sequence, OperationResponse response) {
        Pending answered = pending.remove(sequence);
        if (answered != null) {
            answered.outcome().complete(outcome(answered.request(), response));
        }
        return answered != null;
    }

    private static OperationOutcome outcome(OperationRequest request, OperationResponse response) {
        if (response.commandStatus() != CommandStatus.ESME_ROK) {
            return new OperationOutcome.Refused(response.commandStatus());
        }
        if (request instanceof OperationRequest.Query) {
            MessageState state = MessageState.ofOctet(response.messageState()).orElse(MessageState.UNKNOWN);
            return new OperationOutcome.Queried(state, response.errorCode(), response.finalDate());
        }
        return new OperationOutcome.Done();
    }

    /** Gives up on those sent at or before {@code nanos}. */
    void expire(long nanos) {
        for (Iterator<Pending> oldest = pending.values().iterator(); oldest.hasNext(); ) {
            Pending operation = oldest.next();
            if (operation.sentNanos() - nanos > 0) {
                return;
            }
            oldest.remove();
            operation.outcome().complete(new OperationOutcome.Unanswered(UnansweredReason.RESPONSE_TIMEOUT));
        }
    }

    /** The link is gone, and of all octets {@code octetsHanded} had been taken by the socket. */
    void linkLost(long octetsHanded) {
        var lost = new ArrayList<>(pending.values());
        pending.clear();
        for (Pending operation : lost) {
            boolean left = operation.endOctet() <= octetsHanded;
            operation
                    .outcome()
                    .complete(
                            left
                                    ? new OperationOutcome.Unanswered(UnansweredReason.LINK_LOST)
                                    : new OperationOutcome.NotSent(NotSentReason.LINK_LOST));
        }
    }
}
