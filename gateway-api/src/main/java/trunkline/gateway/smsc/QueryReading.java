package trunkline.gateway.smsc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.store.NotedSegment;
import trunkline.gateway.store.ReceiptReading;
import trunkline.smpp.bind.OperationOutcome;
import trunkline.smpp.receipt.IdLearning;
import trunkline.smpp.session.PduOctets;

/** The answer to query_sm, which says of a segment what a receipt would. */
record QueryReading(
        OutboundMessage message, int number, String smscMessageId, int bind, OperationOutcome.Queried answer)
        implements ReceiptReading {

    @Override
    public List<String> keys() {
        return List.of(IdLearning.key(smscMessageId));
    }

    @Override
    public SegmentState state() {
        return SmscReceipts.state(answer.state());
    }

    @Override
    public String recipient() {
        return message.request().to().e164();
    }

    @Override
    public byte[] pdu() {
        return PduOctets.querySmResponse(
                0, smscMessageId, answer.state().octet(), Math.max(0, answer.errorCode()), answer.finalDate());
    }

    @Override
    public @Nullable NotedSegment choose(List<NotedSegment> segments, boolean mayWait) {
        for (NotedSegment segment : segments) {
            if (segment.key() == message.key() && segment.number() == number) {
                return segment;
            }
        }
        return null;
    }

    @Override
    public void matched() {
        // it was asked for by the id of the response: nothing is learnt of how the SMSC writes ids in receipts
    }

    @Override
    public void unmatched() {
        // as above
    }
}
