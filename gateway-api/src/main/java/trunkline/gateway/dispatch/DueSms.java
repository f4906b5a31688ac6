package trunkline.gateway.dispatch;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.UnfinishedSms;

/**
 * Messages of one way whose time has come: schedules, retries, what other ways have given, and what has waited for a sender. They
 * are read in pages, as those read before leave, so that however many are due a page of them is in memory. Confined to the
 * executor of its link.
 */
final class DueSms {

    private static final Logger LOGGER = LoggerFactory.getLogger(DueSms.class);
    /** Messages of one page, and the most of them that wait for permits in memory. */
    private static final int PAGE = 1_000;
    /** So many of them are left when the next page is read, in which these are first again. */
    private static final int LOW = 250;

    private final SmsLink link;
    private final MessageStore store;
    private final Clocks clocks;
    private final IntSupplier waiting;
    private final Consumer<List<UnfinishedSms>> onRead;
    private boolean reading;
    /** Whether more was due than was read. */
    private boolean more;

    /**
     * @param waiting how many of them wait in memory
     * @param onRead told what is due, also what it was told of before
     */
    DueSms(SmsLink link, MessageStore store, Clocks clocks, IntSupplier waiting, Consumer<List<UnfinishedSms>> onRead) {
        this.link = link;
        this.store = store;
        this.clocks = clocks;
        this.waiting = waiting;
        this.onRead = onRead;
    }

    /** Reads what is due now, if there is room for it. */
    void read() {
        if (reading || waiting.getAsInt() >= PAGE) {
            return;
        }
        reading = true;
        Replies.on(
                store.dueSms(link.name(), clocks.nowMicros(), PAGE),
                link.executor(),
                page -> {
                    reading = false;
                    more = page.size() == PAGE;
                    onRead.accept(page);
                },
                failure -> {
                    reading = false;
                    LOGGER.atWarn()
                            .addKeyValue("way", link.name())
                            .addKeyValue("cause", failure)
                            .log("messages that are due not read, will try again");
                });
    }

    /** Reads on if more was due than was read, and most of that has left. */
    void readOn() {
        if (more && waiting.getAsInt() < LOW) {
            more = false;
            read();
        }
    }
}
