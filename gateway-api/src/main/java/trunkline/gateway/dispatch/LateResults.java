package trunkline.gateway.dispatch;

import org.jspecify.annotations.Nullable;
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

    /** @param outgoing its message, if what became of it is not recorded yet; null if it is, or nobody knows it */
    void record(SegmentKey segment, SmsResult result, @Nullable Outgoing outgoing) {
        SegmentProgress progress = new SegmentProgress(SegmentState.UNANSWERED, null, 0, result.exchange());
        String reference = null;
        if (result instanceof SmsResult.Submitted submitted) {
            progress = submitted.progress();
            reference = submitted.reference();
        } else if (result instanceof SmsResult.Refused refused) {
            progress = new SegmentProgress(SegmentState.UNANSWERED, null, refused.commandStatus(), result.exchange());
        }
        SubmitRecord late = new SubmitRecord(
                segment.message(),
                outgoing == null ? 0 : outgoing.message().request().account(),
                segment.number(),
                outgoing == null ? 0 : outgoing.encoded().segments(),
                outgoing == null ? 0 : outgoing.attempts(),
                progress,
                reference);
        Replies.on(store.recordLate(link.name(), late), link.executor(), written -> {}, failure -> LOGGER.atWarn()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("late response not recorded"));
    }
}
