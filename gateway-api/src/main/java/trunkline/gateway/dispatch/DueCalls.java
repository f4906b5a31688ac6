package trunkline.gateway.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.store.DueCall;
import trunkline.gateway.store.MessageStore;

/**
 * Voice messages of one trunk whose time has come: to be called again, or for the first time. As many as one page in memory; what
 * is taken and comes to nothing stays in the store, and is read again. Confined to the executor of its trunk.
 */
final class DueCalls {

    private static final Logger LOGGER = LoggerFactory.getLogger(DueCalls.class);
    private static final int PAGE = 100;

    private final VoiceLink link;
    private final MessageStore store;
    private final Clocks clocks;
    private final LongPredicate isUnderWay;
    private final Runnable onMore;
    private final Deque<DueCall> waiting = new ArrayDeque<>();
    private boolean reading;
    /** Whether more was due than was read. */
    private boolean more;
    /** Whether the last one that went was one of these. */
    private boolean wentLast;

    /**
     * @param isUnderWay tells of the key of a message whether it has a call, or is being given to another trunk
     * @param onMore run when some have been read
     */
    DueCalls(VoiceLink link, MessageStore store, Clocks clocks, LongPredicate isUnderWay, Runnable onMore) {
        this.link = link;
        this.store = store;
        this.clocks = clocks;
        this.isUnderWay = isUnderWay;
        this.onMore = onMore;
    }

    @Nullable
    DueCall peek() {
        return waiting.peek();
    }

    void take() {
        waiting.remove();
        wentLast = true;
    }

    /** Whether one of these is next, if another one waits too: they take turns, so that neither waits for all of the others. */
    boolean isNext() {
        return !waiting.isEmpty() && !wentLast;
    }

    /** Another one went, which had no time. */
    void otherWent() {
        wentLast = false;
    }

    /** Takes out up to {@code max} of which {@code leaves} says so, wherever they stand. */
    List<DueCall> takeOut(int max, Predicate<DueCall> leaves) {
        List<DueCall> taken = waiting.stream().filter(leaves).limit(max).toList();
        waiting.removeAll(taken);
        return taken;
    }

    /** Reads on if the last page is used up and was not the last one. */
    void readOn() {
        if (more) {
            read();
        }
    }

    /** Reads what is due now, unless some of it waits already. */
    void read() {
        if (reading || !waiting.isEmpty()) {
            return;
        }
        reading = true;
        Replies.on(
                store.dueCalls(link.name(), clocks.nowMicros(), PAGE),
                link.executor(),
                page -> {
                    reading = false;
                    page.stream()
                            .filter(one -> !isUnderWay.test(one.message().key()))
                            .forEach(waiting::add);
                    more = page.size() == PAGE && !waiting.isEmpty();
                    onMore.run();
                },
                failure -> {
                    reading = false;
                    LOGGER.atWarn()
                            .addKeyValue("way", link.name())
                            .addKeyValue("cause", failure)
                            .log("calls that are due not read, will try again");
                });
    }
}
