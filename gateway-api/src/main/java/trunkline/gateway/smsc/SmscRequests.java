package trunkline.gateway.smsc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.smpp.bind.OperationOutcome;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.SubmitRequest;

/** What is asked of one SMSC about a message that it has: to cancel it, or where it stands. Confined to one thread. */
final class SmscRequests {

    private static final String NO_ID = "the SMSC has it, or may have, and gave no id to ask for it by";
    private static final String NOT_ENCODED = "the settings of its SMSC were changed since it was sent";

    private final SmscBinds binds;
    private final SmsEncoder encoder;
    private final Clocks clocks;

    SmscRequests(SmscBinds binds, SmsEncoder encoder, Clocks clocks) {
        this.binds = binds;
        this.encoder = encoder;
        this.clocks = clocks;
    }

    /** Asks for cancel_sm of each segment, one after the other; refused unless the SMSC agrees for all. */
    CompletableFuture<SmsWire.Withdrawal> withdraw(OutboundMessage message, List<SegmentProgress> segments) {
        EncodedSms encoded = encoder.encode(message);
        boolean isThere = segments.stream().allMatch(SmscRequests::hasId);
        if (encoded == null || !isThere) {
            return CompletableFuture.completedFuture(
                    new SmsWire.Withdrawal.Refused(encoded == null ? NOT_ENCODED : NO_ID));
        }
        SubmitRequest first = encoded.request(1, 0);
        CompletableFuture<SmsWire.Withdrawal> all = CompletableFuture.completedFuture(new SmsWire.Withdrawal.Done());
        for (SegmentProgress segment : segments) {
            OperationRequest cancel = new OperationRequest.Cancel(
                    "", String.valueOf(segment.smscMessageId()), first.source(), first.destination());
            all = all.thenCompose(before -> before instanceof SmsWire.Withdrawal.Refused
                    ? CompletableFuture.completedFuture(before)
                    : binds.bind(binds.anyTransmitter()).operate(cancel).thenApply(SmscRequests::withdrawal));
        }
        return all;
    }

    private static boolean hasId(SegmentProgress segment) {
        return segment.state() == SegmentState.SUBMITTED
                && segment.smscMessageId() != null
                && !segment.smscMessageId().isBlank();
    }

    private static SmsWire.Withdrawal withdrawal(OperationOutcome outcome) {
        String why = why(outcome, "cancel_sm");
        return why == null ? new SmsWire.Withdrawal.Done() : new SmsWire.Withdrawal.Refused(why);
    }

    /** Asks with query_sm where each segment stands that the SMSC has not told of, one after the other. */
    CompletableFuture<List<SmsWire.Standing>> ask(OutboundMessage message, List<SegmentProgress> segments) {
        EncodedSms encoded = encoder.encode(message);
        CompletableFuture<List<SmsWire.Standing>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (int number = 1; number <= segments.size(); number++) {
            SegmentProgress segment = segments.get(number - 1);
            if (!segment.state().isFinal()) {
                int asked = number;
                all = all.thenCompose(
                        standings -> ask(message, asked, segment, encoded).thenApply(standing -> {
                            standings.add(standing);
                            return standings;
                        }));
            }
        }
        return all;
    }

    private CompletableFuture<SmsWire.Standing> ask(
            OutboundMessage message, int number, SegmentProgress segment, @Nullable EncodedSms encoded) {
        if (encoded == null || !hasId(segment)) {
            return CompletableFuture.completedFuture(
                    new SmsWire.Standing.NotTold(number, encoded == null ? NOT_ENCODED : NO_ID));
        }
        int bind = binds.anyTransmitter();
        String id = String.valueOf(segment.smscMessageId());
        var query = new OperationRequest.Query(id, encoded.request(1, 0).source());
        return binds.bind(bind).operate(query).thenApply(outcome -> {
            if (outcome instanceof OperationOutcome.Queried queried) {
                var reading = new QueryReading(message, number, id, bind, queried);
                return new SmsWire.Standing.Told(number, clocks.nowMicros(), reading, queried.errorCode());
            }
            return new SmsWire.Standing.NotTold(number, String.valueOf(why(outcome, "query_sm")));
        });
    }

    /** Why the SMSC did not do what {@code command} asked for, or null if it did. */
    private static @Nullable String why(OperationOutcome outcome, String command) {
        if (outcome instanceof OperationOutcome.Done || outcome instanceof OperationOutcome.Queried) {
            return null;
        }
        if (outcome instanceof OperationOutcome.Refused refused) {
            return "the SMSC answered " + command + " with " + CommandStatus.name(refused.commandStatus());
        }
        return outcome instanceof OperationOutcome.NotSent
                ? command + " could not be sent: no bind of the SMSC is up"
                : "the SMSC did not answer " + command;
    }
}
