package trunkline.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;

/**
 * A message and all that is known of it.
 *
 * @param message the message
 * @param progress how far it has come
 * @param segments of an SMS, in order; empty before any of it was tried
 * @param call of a voice message: its last call
 * @param repetition of an SMS that is sent again: how far that has come; null of one that is sent once
 */
public record MessageReport(
        OutboundMessage message,
        Progress progress,
        List<SegmentProgress> segments,
        @Nullable CallReport call,
        @Nullable RepetitionReport repetition) {

    /** Of one that is sent once. */
    public MessageReport(
            OutboundMessage message, Progress progress, List<SegmentProgress> segments, @Nullable CallReport call) {
        this(message, progress, segments, call, null);
    }

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
}
