package trunkline.gateway.dispatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.SubmitRecord;

/** Responses that come after their segments were given up as unanswered. */
final class LateResults {

    private static final Logger LOGGER = LoggerFactory.getLogger(LateResults.class);

    private final SmsLink link;
    private final MessageStore store;

    LateResults(SmsLink link, MessageStore store) {
        this.link = link;
        this.store = store;
    }

    void record(SegmentKey segment, SmsResult result) {
        SegmentProgress progress = new SegmentProgress(SegmentState.UNANSWERED, null, 0, result.exchange());
        String reference = null;
        if (result instanceof SmsResult.Submitted submitted) {
            progress = new SegmentProgress(SegmentState.SUBMITTED, submitted.smscMessageId(), 0, result.exchange());
            reference = submitted.reference();
        } else if (result instanceof SmsResult.Refused refused) {
            progress = new SegmentProgress(SegmentState.UNANSWERED, null, refused.commandStatus(), result.exchange());
        }
        Replies.on(
                store.recordLate(
                        link.name(),
                        new SubmitRecord(segment.message(), 0, segment.number(), 0, 0, progress, reference)),
                link.executor(),
                written -> {},
                failure -> LOGGER.atWarn()
                        .addKeyValue("way", link.name())
                        .addKeyValue("cause", failure)
                        .log("late response not recorded"));
    }
}
