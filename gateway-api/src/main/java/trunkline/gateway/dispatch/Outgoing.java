package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.UnfinishedSms;

/** An SMS on its way out: which of its segments are still to be sent. Confined to the executor of its dispatcher. */
final class Outgoing {

    private static final String IN_DOUBT = "it was sent and not answered, and its validity ended: nobody knows";
    private static final String EXPIRED = "its validity ended before it could be sent";
    private static final String UNSENDABLE = "it does not fit the settings of its SMSC, which were changed since";

    private final OutboundMessage message;
    private final SmsLink.@Nullable Encoded encoded;
    private final BitSet pending = new BitSet();
    private final BitSet inDoubt = new BitSet();
    private final int attempts;
    private int unresolved;
    /** Claimed, and without a result. */
    private int underWay;
    /** Results that wait for those of the other segments; null where none does, as is usual. */
    private @Nullable List<SubmitResults.Entry> held;

    private boolean taken;
    private boolean untouched;
    private boolean resting;
    private long sentAtNanos;
    private @Nullable String whyNever;

    private Outgoing(OutboundMessage message, SmsLink.@Nullable Encoded encoded, int attempts) {
        this.message = message;
        this.encoded = encoded;
        this.attempts = attempts;
    }

    /** A message that was never tried; {@code encoded} is null if its link cannot send it. */
    static Outgoing fresh(OutboundMessage message, SmsLink.@Nullable Encoded encoded) {
        Outgoing outgoing = new Outgoing(message, encoded, 1);
        outgoing.pending.set(1, (encoded == null ? 1 : encoded.segments()) + 1);
        outgoing.untouched = true;
        return outgoing;
    }

    /** A message that was tried before; segments that were claimed or went unanswered may be duplicated by sending. */
    static Outgoing again(UnfinishedSms sms, SmsLink.@Nullable Encoded encoded) {
        Outgoing outgoing = new Outgoing(sms.message(), encoded, sms.attempts() + 1);
        if (sms.isCutAnew()
                && (encoded == null || encoded.segments() != sms.segments().size())) {
            int total = encoded == null ? 1 : encoded.segments();
            outgoing.pending.set(1, total + 1);
            if (sms.segments().stream().anyMatch(segment -> segment != SegmentState.PENDING)) {
                outgoing.inDoubt.set(1, total + 1);
            }
            return outgoing;
        }
        List<SegmentState> segments = sms.segments().isEmpty()
                ? Collections.nCopies(encoded == null ? 1 : encoded.segments(), SegmentState.CLAIMED)
                : sms.segments();
        for (int number = 1; number <= segments.size(); number++) {
            switch (segments.get(number - 1)) {
                case PENDING -> outgoing.pending.set(number);
                case CLAIMED, UNANSWERED -> {
                    outgoing.pending.set(number);
                    outgoing.inDoubt.set(number);
                }
                default -> outgoing.taken = true;
            }
        }
        return outgoing;
    }

    OutboundMessage message() {
        return message;
    }

    /** Whether its link can send it. */
    boolean isSendable() {
        return encoded != null;
    }

    SmsLink.Encoded encoded() {
        if (encoded == null) {
            throw new IllegalStateException("message " + message.id() + " cannot be sent");
        }
        return encoded;
    }

    int attempts() {
        return attempts;
    }

    boolean hasPending() {
        return !resting && !pending.isEmpty();
    }

    /** Whether its SMSC has none of it, for sure or as far as anybody knows: all of it is to be sent. */
    boolean isAllToBeSent() {
        return hasPending() && unresolved == 0 && encoded != null && pending.cardinality() == encoded.segments();
    }

    /** What of it is to be sent. */
    Senders.Need need() {
        return new Senders.Need(run(), isAllToBeSent(), isInDoubt(), untouched);
    }

    /** Whether nothing of it was ever claimed, and it comes straight from those that wait for the first time. */
    boolean isUntouched() {
        return untouched;
    }

    /** Segments that can be claimed at once: the first run of pending ones. */
    int run() {
        int first = pending.nextSetBit(0);
        return pending.nextClearBit(first) - first;
    }

    /** Claims the first {@code count} segments of {@link #run()}. */
    SmsClaim claim(int count) {
        int from = pending.nextSetBit(0);
        int to = from + count - 1;
        int doubtful = inDoubt.nextSetBit(from);
        boolean mayDuplicate = doubtful >= 0 && doubtful <= to;
        pending.clear(from, to + 1);
        inDoubt.clear(from, to + 1);
        unresolved += count;
        underWay += count;
        untouched = false;
        SmsLink.Encoded sent = encoded();
        return new SmsClaim(
                message.key(),
                message.request().account(),
                sent.segments(),
                from,
                to,
                attempts,
                mayDuplicate,
                sent.form(),
                message.request().plan().sendAtMicros());
    }

    /**
     * Whether nothing of it was ever claimed, {@code permits} are enough to claim all of it, and nothing about how it is
     * cut has to be kept.
     */
    boolean canBeClaimedWhole(int permits) {
        return untouched && permits == encoded().segments() && encoded().form() == null;
    }

    /** Segments were submitted at {@code nowNanos}. */
    void sentAt(long nowNanos) {
        sentAtNanos = nowNanos;
    }

    /** When segments were last submitted. */
    long sentAtNanos() {
        return sentAtNanos;
    }

    /** That many segments have their result, or their claims came to nothing. */
    void resolved(int segments) {
        unresolved -= segments;
    }

    /** A segment is to be sent again, unless the message rests. */
    void resend(int number, boolean mayDuplicate) {
        if (!resting) {
            pending.set(number);
            inDoubt.set(number, mayDuplicate);
        }
    }

    /** So many segments that were claimed have their results, or are not sent. */
    void answered(int segments) {
        underWay -= segments;
    }

    /** Whether a segment was claimed and has no result yet. */
    boolean isUnderWay() {
        return underWay > 0;
    }

    /** Has a result wait for those of the other segments. */
    void hold(SubmitResults.Entry entry) {
        if (held == null) {
            held = new ArrayList<>();
        }
        held.add(entry);
    }

    /** Has another result of the same segment wait, if one does. */
    void holdInstead(SubmitResults.Entry entry) {
        if (held != null) {
            held.replaceAll(one -> one.segment() == entry.segment() ? entry : one);
        }
    }

    boolean hasHeld() {
        return held != null;
    }

    List<SubmitResults.Entry> takeHeld() {
        List<SubmitResults.Entry> all = held == null ? List.of() : held;
        held = null;
        return all;
    }

    /** Whether its SMSC has a segment of it. */
    boolean isTaken() {
        return taken;
    }

    /** The SMSC has a segment: it is not to be sent again. */
    void taken(int number) {
        taken = true;
        pending.clear(number);
        inDoubt.clear(number);
    }

    /** Whether a segment that is to be sent may have left before. */
    boolean isInDoubt() {
        return !inDoubt.isEmpty();
    }

    /** Nothing more of it is sent: it has ended, or rests on disk until a retry takes it up afresh. */
    void rest() {
        resting = true;
    }

    /** Takes {@link #rest} back: what made it rest was not recorded. */
    void wake() {
        resting = false;
    }

    /** It will never leave, since the hours in which it may begin after its validity ends. */
    void neverLeaves(String why) {
        whyNever = why;
    }

    /** How it ends if it is given up. */
    Ending ending() {
        if (isInDoubt()) {
            return new Ending(message.key(), SmsState.UNKNOWN, IN_DOUBT);
        }
        if (whyNever != null) {
            return new Ending(message.key(), SmsState.EXPIRED, whyNever);
        }
        return isSendable()
                ? new Ending(message.key(), SmsState.EXPIRED, EXPIRED)
                : new Ending(message.key(), SmsState.FAILED, UNSENDABLE);
    }

    /** Whether something of it was claimed and has no result yet. */
    boolean hasUnresolved() {
        return unresolved > 0;
    }

    /** Whether nothing of it is unresolved or to be sent. */
    boolean isDone() {
        return unresolved == 0 && !hasPending();
    }
}
