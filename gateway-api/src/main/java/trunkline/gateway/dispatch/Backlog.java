package trunkline.gateway.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.MessageStore;

/**
 * The messages of one way that were never claimed, in the order in which they were kept; without those that wait for a time.
 *
 * <p>As long as it keeps up they come straight from the commit that kept them. Once {@link #MEMORY_MAX} wait, later ones
 * stay on disk alone, and are read back in pages when there is room: memory is bounded however long a way is down.
 *
 * <p>Confined to the executor of its way.
 */
final class Backlog {

    private static final Logger LOGGER = LoggerFactory.getLogger(Backlog.class);
    /** Messages in memory; the next ones stay on disk until there is room again. */
    static final int MEMORY_MAX = 10_000;

    private static final int PAGE = 1_000;

    private final String way;
    private final MessageStore store;
    private final Executor executor;
    private final Runnable onMore;
    private final Deque<OutboundMessage> waiting = new ArrayDeque<>();
    /** All messages of the way up to this key have been in {@link #waiting}. */
    private long readUpTo;

    private long takenUpTo;
    /** Taken, and not yet settled; bounded by what one window or all channels can claim. */
    private final TreeSet<Long> unsettled = new TreeSet<>();
    /** Whether there may be messages on disk that are not in memory. */
    private boolean onDisk = true;
    /** Whether a message was left on disk since the last page was asked for. */
    private boolean leftSince;

    private boolean reading;

    /** @param onMore run when messages have come from disk */
    Backlog(String way, MessageStore store, Executor executor, Runnable onMore) {
        this.way = way;
        this.store = store;
        this.executor = executor;
        this.onMore = onMore;
    }

    /** Begins to read what is on disk from just after {@code claimedUpTo}. */
    void start(long claimedUpTo) {
        readUpTo = claimedUpTo;
        takenUpTo = claimedUpTo;
        readPage();
    }

    /** Messages that a commit has kept. */
    void kept(List<OutboundMessage> messages) {
        if (onDisk || waiting.size() + messages.size() > MEMORY_MAX) {
            onDisk = true;
            leftSince = true;
            return;
        }
        for (OutboundMessage message : messages) {
            // a page may have seen a commit before the commit was announced
            if (message.key() > readUpTo && !message.request().isScheduled()) {
                waiting.add(message);
                readUpTo = message.key();
            }
        }
    }

    @Nullable
    OutboundMessage peek() {
        return waiting.peek();
    }

    /** Takes the first one, to have it claimed or ended. */
    void take() {
        long key = waiting.remove().key();
        unsettled.add(key);
        takenUpTo = Math.max(takenUpTo, key);
        refresh();
    }

    /** What became of a message that was taken is on stable storage. */
    void settled(long key) {
        unsettled.remove(key);
    }

    /** Takes out up to {@code max} messages of which {@code leaves} says so, wherever they stand. */
    List<OutboundMessage> takeOut(int max, Predicate<OutboundMessage> leaves) {
        List<OutboundMessage> taken = new ArrayList<>();
        for (Iterator<OutboundMessage> all = waiting.iterator(); taken.size() < max && all.hasNext(); ) {
            OutboundMessage message = all.next();
            if (leaves.test(message)) {
                all.remove();
                unsettled.add(message.key());
                taken.add(message);
            }
        }
        refresh();
        return taken;
    }

    /** Puts messages back that were taken out and came to nothing, each where it stood. */
    void putBack(List<OutboundMessage> messages) {
        List<OutboundMessage> all = new ArrayList<>(waiting);
        all.addAll(messages);
        all.sort(Comparator.comparingLong(OutboundMessage::key));
        waiting.clear();
        waiting.addAll(all);
        messages.forEach(message -> unsettled.remove(message.key()));
    }

    /** The highest key that was ever taken. */
    long takenUpTo() {
        return takenUpTo;
    }

    /** The key up to which, inclusive, all messages are settled. */
    long settledUpTo() {
        long before = unsettled.isEmpty() ? takenUpTo : unsettled.first() - 1;
        OutboundMessage next = waiting.peek();
        return next == null ? before : Math.min(before, next.key() - 1);
    }

    /** Messages in memory. */
    int size() {
        return waiting.size();
    }

    /** Reads from disk if there is anything left there, for instance after a read that failed. */
    void refresh() {
        if (onDisk && waiting.size() < MEMORY_MAX / 2) {
            readPage();
        }
    }

    private void readPage() {
        if (reading) {
            return;
        }
        reading = true;
        leftSince = false;
        Replies.on(store.unclaimed(way, readUpTo, PAGE), executor, this::onPage, this::onNotRead);
    }

    private void onNotRead(Throwable failure) {
        reading = false;
        LOGGER.atWarn().addKeyValue("way", way).addKeyValue("cause", failure).log("backlog not read, will try again");
    }

    private void onPage(List<OutboundMessage> page) {
        reading = false;
        waiting.addAll(page);
        if (!page.isEmpty()) {
            readUpTo = page.get(page.size() - 1).key();
        }
        boolean caughtUp = page.size() < PAGE && !leftSince;
        onDisk = !caughtUp;
        if (!page.isEmpty()) {
            onMore.run();
        }
        refresh();
    }
}
