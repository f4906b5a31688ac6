package trunkline.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;

/**
 * A message and all that is known of it.
 *
 * @param message the message
 * @param progress how far it has come
 * @param segments of an SMS: those that were tried at least once
 * @param call of a voice message: its last call
 */
public record MessageReport(
        OutboundMessage message, Progress progress, List<Segment> segments, @Nullable CallReport call) {

    /**
     * How far a message has come.
     *
     * @param state its state
     * @param version counts its changes, 0 as it was kept
     * @param updatedAtMicros when it last changed
     * @param lastSentAtMicros when it last left, 0 if it never did
     * @param attempts how often it was tried
     * @param possibleDuplicate whether the recipient may have got it twice
     * @param reason why, in words for its sender; null where the state says it all
     */
    public record Progress(
            MessageState state,
            int version,
            long updatedAtMicros,
            long lastSentAtMicros,
            int attempts,
            boolean possibleDuplicate,
            @Nullable String reason) {}

    /**
     * One segment of an SMS.
     *
     * @param number from 1
     * @param state what is known of it
     * @param smscMessageId the SMSC's id, null if it has none
     * @param commandStatus of the last response, 0 for ESME_ROK or none (SMPP 3.4 §5.1.3)
     */
    public record Segment(int number, SegmentState state, @Nullable String smscMessageId, int commandStatus) {}
}
