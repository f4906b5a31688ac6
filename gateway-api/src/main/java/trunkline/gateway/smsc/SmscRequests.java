package trunkline.gateway.smsc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.smpp.bind.OperationOutcome;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;

/** What is asked of one SMSC about a message that it has: to cancel it, to replace its text, or where it stands. Confined to one thread. */
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
    CompletableFuture<SmsWire.Consent> withdraw(OutboundMessage message, List<SegmentProgress> segments) {
        EncodedSms encoded = encoder.encode(message);
        boolean isThere = segments.stream().allMatch(SmscRequests::hasId);
        if (encoded == null || !isThere) {
            return CompletableFuture.completedFuture(
                    new SmsWire.Consent.Refused(encoded == null ? NOT_ENCODED : NO_ID));
        }
        SubmitRequest first = encoded.request(1, 0);
        CompletableFuture<SmsWire.Consent> all = CompletableFuture.completedFuture(new SmsWire.Consent.Done());
        for (SegmentProgress segment : segments) {
            OperationRequest cancel = new OperationRequest.Cancel(
                    "", String.valueOf(segment.smscMessageId()), first.source(), first.destination());
            all = all.thenCompose(before -> before instanceof SmsWire.Consent.Refused
                    ? CompletableFuture.completedFuture(before)
                    : binds.bind(binds.anyTransmitter())
                            .operate(cancel)
                            .thenApply(outcome -> consent(outcome, "cancel_sm")));
        }
        return all;
    }

    private static boolean hasId(SegmentProgress segment) {
        return segment.state() == SegmentState.SUBMITTED
                && segment.smscMessageId() != null
                && !segment.smscMessageId().isBlank();
    }

    private static SmsWire.Consent consent(OperationOutcome outcome, String command) {
        String why = why(outcome, command);
        return why == null ? new SmsWire.Consent.Done() : new SmsWire.Consent.Refused(why);
    }

    /** Asks with replace_sm that {@code text} be delivered instead; refused if it cannot be coded as the first text was. */
    CompletableFuture<SmsWire.Consent> replace(OutboundMessage message, SegmentProgress segment, Content.Text text) {
        EncodedSms before = encoder.encode(message);
        EncodedSms after = encoder.encode(message.with(text));
        String why = whyNot(before, after);
        if (before == null || after == null || why != null || !hasId(segment)) {
            return CompletableFuture.completedFuture(new SmsWire.Consent.Refused(why == null ? NO_ID : why));
        }
        SubmitRequest request = after.request(1, 0);
        OperationRequest replace = new OperationRequest.Replace(
                String.valueOf(segment.smscMessageId()),
                request.source(),
                request.userData(),
                request.options().times(),
                request.options().registeredDelivery());
        return binds.bind(binds.anyTransmitter()).operate(replace).thenApply(outcome -> consent(outcome, "replace_sm"));
    }

    /** replace_sm has no data_coding, no esm_class and no parameters: these stay what they were. */
    private static @Nullable String whyNot(@Nullable EncodedSms before, @Nullable EncodedSms after) {
        if (before == null) {
            return NOT_ENCODED;
        }
        if (before.segments() != 1 || after == null || after.segments() != 1) {
            return "replace_sm takes one segment, and "
                    + (before.segments() == 1 ? "the new text needs more" : "the message has more");
        }
        UserData was = before.request(1, 0).userData();
        UserData is = after.request(1, 0).userData();
        if (was.isPayload() || is.isPayload()) {
            return "replace_sm has no message_payload, in which this SMSC is given its texts";
        }
        return was.dataCoding() == is.dataCoding() && !was.hasHeader() && !is.hasHeader()
                ? null
                : "replace_sm cannot change how a text is coded: it was sent with data_coding " + was.dataCoding()
                        + ", the new text needs " + is.dataCoding()
                        + (was.hasHeader() || is.hasHeader() ? " and a user data header" : "");
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
