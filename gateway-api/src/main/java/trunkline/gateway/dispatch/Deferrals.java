package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.PutOff;
import trunkline.gateway.store.SmsClaims;

/**
 * SMS that may not leave at this hour: taken out of the queue, and put off in the store until they may.
 *
 * <p>They go out of memory, so that however many wait for the morning, memory is bounded and others pass them. Confined to the
 * executor of the link.
 */
final class Deferrals {

    private static final Logger LOGGER = LoggerFactory.getLogger(Deferrals.class);
    /** Messages of one commit; the queue waits for it before it goes on. */
    private static final int AT_ONCE = 500;

    private final SmsLink link;
    private final MessageStore store;
    private final Backlog backlog;
    private final Consumer<Outgoing> onGone;
    private final Consumer<Outgoing> onStays;
    private final SmsFigures figures;
    private List<Outgoing> messages = new ArrayList<>();
    private List<PutOff> putOffs = new ArrayList<>();
    private boolean underWay;

    /**
     * @param onGone told what waits in the store now
     * @param onStays told what does not, since that could not be written
     */
    Deferrals(
            SmsLink link,
            MessageStore store,
            Backlog backlog,
            SmsFigures figures,
            Consumer<Outgoing> onGone,
            Consumer<Outgoing> onStays) {
        this.link = link;
        this.store = store;
        this.backlog = backlog;
        this.figures = figures;
        this.onGone = onGone;
        this.onStays = onStays;
    }

    /** Whether no more can be taken at this moment. */
    boolean isFull() {
        return underWay || messages.size() == AT_ONCE;
    }

    /** Takes one that was taken out of the queue. */
    void add(Outgoing outgoing, Leave leave) {
        outgoing.rest();
        messages.add(outgoing);
        putOffs.add(new PutOff(outgoing.message().key(), leave.atMicros(), leave.waits()));
    }

    /** Writes what was taken, if anything; {@code onWritten} is run once more can be taken. */
    void flush(Runnable onWritten) {
        if (messages.isEmpty() || underWay) {
            return;
        }
        List<Outgoing> taken = messages;
        List<PutOff> written = putOffs;
        messages = new ArrayList<>();
        putOffs = new ArrayList<>();
        underWay = true;
        Replies.on(
                store.claimSms(link.name(), SmsClaims.putOff(written, backlog.takenUpTo(), backlog.settledUpTo())),
                link.executor(),
                late -> {
                    underWay = false;
                    figures.putOff.add(taken.size());
                    taken.forEach(onGone);
                    onWritten.run();
                },
                failure -> {
                    underWay = false;
                    LOGGER.atError()
                            .addKeyValue("way", link.name())
                            .addKeyValue("cause", failure)
                            .log("messages not put off, will try again");
                    taken.forEach(onStays);
                });
    }
}
