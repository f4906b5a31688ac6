package trunkline.gateway.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;

/**
 * What a way has to send, in order: first what it has begun, or is to send again at once. Then what was due at a time (schedules,
 * retries, what another way has given) and the backlog take turns, one by one: a hundred thousand schedules of one minute do
 * not hold up what comes in that minute, nor the other way round. What has expired, what the link cannot send, and what may not
 * leave yet, is set apart on the way.
 *
 * <p>Confined to the executor of the link.
 */
final class SmsQueue {

    /** Messages that are set apart together: of more, the next ones wait for these to be written. */
    private static final int APART_MAX = 1_000;

    private final SmsLink link;
    private final @Nullable Senders senders;
    private final Clocks clocks;
    private final Backlog backlog;
    private final LeavingHours hours;
    /** Bounded by the window, and what was in flight when the last process ended. */
    private final Deque<Outgoing> again = new ArrayDeque<>();
    /** Bounded by what is read at once, see {@link #triedBefore}. */
    private final Deque<Outgoing> due = new ArrayDeque<>();
    /** The backlog's first message, encoded, as long as nothing of it is claimed. */
    private @Nullable Outgoing first;
    /** Whether the backlog is next, if there is something in both. */
    private boolean isBacklogsTurn;

    private List<UnsentSms.One> apart = new ArrayList<>();

    SmsQueue(SmsLink link, Clocks clocks, Backlog backlog, LeavingHours hours) {
        this.link = link;
        this.senders = link.senders();
        this.clocks = clocks;
        this.backlog = backlog;
        this.hours = hours;
    }

    /** What is done with a message whose turn it is. */
    private enum Turn {
        SEND,
        /** It has been taken out. */
        GONE,
        /** It has to be asked about again, and all behind it waits. */
        HOLD
    }

    /** The next message that has something to send now, or null. It stays so until {@link #claimed}. */
    @Nullable
    Outgoing next() {
        Outgoing next = firstOf(again);
        if (next == null) {
            next = isBacklogsTurn ? firstOfBacklog() : firstOf(due);
        }
        if (next == null) {
            next = isBacklogsTurn ? firstOf(due) : firstOfBacklog();
        }
        return next;
    }

    private @Nullable Outgoing firstOf(Deque<Outgoing> tried) {
        for (Outgoing next; (next = tried.peek()) != null; tried.remove()) {
            Turn turn = next.hasPending() ? turn(next) : Turn.GONE;
            if (turn != Turn.GONE) {
                return turn == Turn.SEND ? next : null;
            }
        }
        return null;
    }

    private @Nullable Outgoing firstOfBacklog() {
        for (OutboundMessage next; (next = backlog.peek()) != null; backlog.take()) {
            if (first == null) {
                first = Outgoing.fresh(next, link.encode(next));
            }
            Turn turn = turn(first);
            if (turn != Turn.GONE) {
                return turn == Turn.SEND ? first : null;
            }
            first = null;
        }
        return null;
    }

    private Turn turn(Outgoing outgoing) {
        if (apart.size() >= APART_MAX) {
            return Turn.HOLD;
        }
        OutboundMessage message = outgoing.message();
        long now = clocks.nowMicros();
        if (!outgoing.isSendable() || now >= message.expiresAtMicros()) {
            return setApart(new UnsentSms.Ends(outgoing));
        }
        // what the SMSC has a part of goes on at any hour: the phone shows nothing before all of it is there
        Leave leave =
                outgoing.isAllToBeSent() && !isTimedBySmsc(message, now) ? hours.of(message.request(), now) : Leave.NOW;
        if (leave.isNow()) {
            return senders == null ? Turn.SEND : turn(outgoing, senders);
        }
        if (leave.atMicros() >= message.expiresAtMicros()) {
            outgoing.neverLeaves(leave.tooLate());
            return setApart(new UnsentSms.Ends(outgoing));
        }
        return leave.isKnown() ? setApart(new UnsentSms.ForItsHour(outgoing, leave)) : Turn.HOLD;
    }

    /** Whether the SMSC delivers it later, at a time that was held against the hours when it was accepted. */
    private static boolean isTimedBySmsc(OutboundMessage message, long nowMicros) {
        return message.request().content() instanceof Content.Sms sms
                && sms.options().handling().deliverAtMicros() > nowMicros;
    }

    private Turn turn(Outgoing outgoing, Senders some) {
        Admission admission = some.admit(outgoing.message(), outgoing.encoded(), outgoing.need());
        if (admission instanceof Admission.Later later) {
            return setApart(new UnsentSms.ForASender(outgoing, later));
        }
        return admission == Admission.NOW ? Turn.SEND : Turn.HOLD;
    }

    private Turn setApart(UnsentSms.One one) {
        one.outgoing().rest();
        apart.add(one);
        return Turn.GONE;
    }

    /** Something of what {@link #next} returned was claimed. */
    void claimed(Outgoing outgoing) {
        if (outgoing == again.peek()) {
            if (!outgoing.hasPending()) {
                again.remove();
            }
            return;
        }
        if (outgoing == first) {
            first = null;
            backlog.take();
            isBacklogsTurn = false;
        } else {
            due.remove();
            isBacklogsTurn = true;
        }
        if (outgoing.hasPending()) {
            again.addFirst(outgoing);
        }
    }

    /** Queues a message that is to be sent before all that was not begun; one that is queued already stays where it is. */
    void again(Outgoing outgoing) {
        if (!again.contains(outgoing)) {
            again.add(outgoing);
        }
    }

    /** Queues a message whose time has come, and that is not queued. */
    void due(Outgoing outgoing) {
        due.add(outgoing);
    }

    /**
     * Takes out up to {@code max} messages that were tried before, none of which the SMSC has any of, and of which {@code
     * leaves} says so.
     */
    List<Outgoing> takeOutTried(int max, Predicate<Outgoing> leaves) {
        List<Outgoing> taken = new ArrayList<>();
        takeOut(again, max, leaves, taken);
        takeOut(due, max, leaves, taken);
        return taken;
    }

    private static void takeOut(Deque<Outgoing> from, int max, Predicate<Outgoing> leaves, List<Outgoing> taken) {
        for (Iterator<Outgoing> all = from.iterator(); taken.size() < max && all.hasNext(); ) {
            Outgoing outgoing = all.next();
            if (outgoing.isAllToBeSent() && leaves.test(outgoing)) {
                all.remove();
                outgoing.rest();
                taken.add(outgoing);
            }
        }
    }

    /** The same of those that were never tried. */
    List<OutboundMessage> takeOutUntried(int max, Predicate<OutboundMessage> leaves) {
        List<OutboundMessage> taken = backlog.takeOut(max, leaves);
        if (!taken.isEmpty()) {
            first = null; // encoded again if it is still there
        }
        return taken;
    }

    /** What was set apart since the last call. */
    List<UnsentSms.One> takeUnsent() {
        if (apart.isEmpty()) {
            return List.of();
        }
        List<UnsentSms.One> taken = apart;
        apart = new ArrayList<>();
        return taken;
    }

    /** Messages that were begun or due, in memory. */
    int triedBefore() {
        return again.size() + due.size();
    }

    int size() {
        return triedBefore() + backlog.size();
    }
}
