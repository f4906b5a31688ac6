package trunkline.gateway.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.OutboundMessage;

/**
 * What a way has to send, in order: what was tried before, then the backlog. What has expired, and what the link cannot
 * send, is set apart on the way.
 *
 * <p>Confined to the executor of the link.
 */
final class SmsQueue {

    private final SmsLink link;
    private final Clocks clocks;
    private final Backlog backlog;
    /** Bounded by the window, the retries read at once, and what was in flight when the last process ended. */
    private final Deque<Outgoing> again = new ArrayDeque<>();
    /** The backlog's first message, encoded, as long as nothing of it is claimed. */
    private @Nullable Outgoing first;

    private List<Outgoing> givenUp = new ArrayList<>();

    SmsQueue(SmsLink link, Clocks clocks, Backlog backlog) {
        this.link = link;
        this.clocks = clocks;
        this.backlog = backlog;
    }

    /** The next message that has something to send, or null. It stays first until {@link #claimed}. */
    @Nullable
    Outgoing next() {
        for (Outgoing next; (next = again.peek()) != null; again.remove()) {
            if (next.hasPending()) {
                if (next.isSendable() && !isExpired(next.message())) {
                    return next;
                }
                next.rest();
                givenUp.add(next);
            }
        }
        for (OutboundMessage next; (next = backlog.peek()) != null; backlog.take()) {
            if (first == null) {
                first = Outgoing.fresh(next, link.encode(next));
            }
            if (first.isSendable() && !isExpired(next)) {
                return first;
            }
            first.rest();
            givenUp.add(first);
            first = null;
        }
        return null;
    }

    private boolean isExpired(OutboundMessage message) {
        return clocks.nowMicros() >= message.expiresAtMicros();
    }

    /** Something of what {@link #next} returned was claimed. */
    void claimed(Outgoing outgoing) {
        if (outgoing == first) {
            first = null;
            backlog.take();
            if (outgoing.hasPending()) {
                again.addFirst(outgoing);
            }
        } else if (!outgoing.hasPending()) {
            again.remove();
        }
    }

    /** Queues a message that was tried before; one that is queued already stays where it is. */
    void again(Outgoing outgoing) {
        if (!again.contains(outgoing)) {
            again.add(outgoing);
        }
    }

    /**
     * Takes out up to {@code max} messages that were tried before, none of which the SMSC has any of, and of which {@code
     * leaves} says so.
     */
    List<Outgoing> takeOutTried(int max, Predicate<Outgoing> leaves) {
        List<Outgoing> taken = new ArrayList<>();
        for (Iterator<Outgoing> all = again.iterator(); taken.size() < max && all.hasNext(); ) {
            Outgoing outgoing = all.next();
            if (outgoing.isAllToBeSent() && leaves.test(outgoing)) {
                all.remove();
                outgoing.rest();
                taken.add(outgoing);
            }
        }
        return taken;
    }

    /** The same of those that were never tried. */
    List<OutboundMessage> takeOutUntried(int max, Predicate<OutboundMessage> leaves) {
        List<OutboundMessage> taken = backlog.takeOut(max, leaves);
        if (!taken.isEmpty()) {
            first = null; // encoded again if it is still there
        }
        return taken;
    }

    /** What has expired, or cannot be sent, since the last call. */
    List<Outgoing> takeGivenUp() {
        List<Outgoing> taken = givenUp;
        givenUp = new ArrayList<>();
        return taken;
    }

    int triedBefore() {
        return again.size();
    }

    int size() {
        return again.size() + backlog.size();
    }
}
