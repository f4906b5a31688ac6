package trunkline.gateway.store;

import java.util.List;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.SegmentState;

/**
 * All that is kept of the way of one message.
 *
 * @param report the message, and what it has come to
 * @param steps what happened on its way, in order
 * @param receipts what was said of its segments, in the order in which it came
 * @param calls of a voice message: those that are over, in order
 */
public record Timeline(MessageReport report, List<TimedStep> steps, List<Receipt> receipts, List<CallTrace> calls) {

    /**
     * When something happened.
     *
     * @param atMicros microseconds since 1970 in UTC
     */
    public record TimedStep(long atMicros, Step step) {}

    /**
     * A delivery receipt.
     *
     * @param segment of which it speaks, from 1
     * @param atMicros when it came, microseconds since 1970 in UTC
     * @param bind which of its SMSC's binds brought it, from 1
     * @param state what it says
     * @param pdu its octets
     */
    @SuppressWarnings("ArrayRecordComponent") // octets on their way to be decoded; nobody compares receipts
    public record Receipt(int segment, long atMicros, int bind, SegmentState state, byte[] pdu) {}
}
