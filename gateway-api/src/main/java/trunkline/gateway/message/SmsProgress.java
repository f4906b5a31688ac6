package trunkline.gateway.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an SMS has come, segment by segment. Immutable: each event gives what it leads to. Its state moves forward only,
 * and the first final one stays.
 *
 * @param state its state, worked out from its segments unless it was ended from outside
 * @param attempts how often it was tried
 * @param lastSentAtMicros when something of it last left, microseconds since 1970 in UTC; 0 if nothing did
 * @param possibleDuplicate whether the recipient may have got some of it twice
 * @param reason why, in words for its sender; null where the state says it all
 * @param segments what is known of each; empty if it ended before anything of it was tried
 */
public record SmsProgress(
        SmsState state,
        int attempts,
        long lastSentAtMicros,
        boolean possibleDuplicate,
        @Nullable String reason,
        List<SegmentProgress> segments) {

    public SmsProgress {
        segments = List.copyOf(segments);
    }

    /** All segments of a message claimed at its first attempt, which is known without a record of its own. */
    public static SmsProgress claimedWhole(int segments) {
        return new SmsProgress(
                SmsState.ACCEPTED, 1, 0, false, null, Collections.nCopies(segments, SegmentProgress.CLAIMED));
    }

    /** Nothing claimed, and not cut into segments, until its time has come. */
    public static SmsProgress scheduled() {
        return new SmsProgress(SmsState.SCHEDULED, 0, 0, false, null, List.of());
    }

    /** Nothing claimed, and not cut into segments, until its way takes it up again. */
    public static SmsProgress untried() {
        return new SmsProgress(SmsState.ACCEPTED, 0, 0, false, null, List.of());
    }

    /** Nothing claimed yet. */
    public static SmsProgress pending(int segments) {
        return new SmsProgress(
                SmsState.ACCEPTED, 0, 0, false, null, Collections.nCopies(segments, SegmentProgress.PENDING));
    }

    /** The same with {@code total} segments, all of them claimed, if it ended before any of it was known. */
    public SmsProgress ofSegments(int total) {
        return segments.isEmpty()
                ? new SmsProgress(
                        state,
                        1,
                        lastSentAtMicros,
                        possibleDuplicate,
                        reason,
                        Collections.nCopies(total, SegmentProgress.CLAIMED))
                : this;
    }

    /** The same in {@code total} segments: if it was in so many before they stay, else none of them has been tried. */
    public SmsProgress cutInto(int total) {
        return segments.size() == total
                ? this
                : new SmsProgress(
                        state,
                        attempts,
                        lastSentAtMicros,
                        possibleDuplicate,
                        reason,
                        Collections.nCopies(total, SegmentProgress.PENDING));
    }

    /** Whether the SMSC has nothing of segments {@code from} to {@code to}, from 1, for sure or as far as anybody knows. */
    public boolean isToBeSent(int from, int to) {
        return segments.subList(from - 1, to).stream()
                .noneMatch(segment -> segment.state().isSettled());
    }

    /** Whether a claim from segment {@code from} on begins an attempt to send all of it. */
    public boolean isBegunBy(int from) {
        return from == 1 && isToBeSent(1, segments.size());
    }

    /** Whether nothing of it is left to be sent; not as long as it is not cut into segments. */
    public boolean isSettled() {
        return !segments.isEmpty()
                && segments.stream().allMatch(segment -> segment.state().isSettled());
    }

    /** Whether nothing can follow. */
    public boolean isOver() {
        return state.isFinal();
    }

    /**
     * Segments {@code from} to {@code to}, from 1, are about to be sent. Those that are final already stay.
     *
     * @param mayDuplicate whether octets of one of them may have left before
     */
    public SmsProgress claim(int from, int to, int attempt, boolean mayDuplicate) {
        List<SegmentProgress> next = new ArrayList<>(segments);
        for (int i = from - 1; i < to; i++) {
            if (!next.get(i).state().isFinal()) {
                next.set(i, next.get(i).with(SegmentState.CLAIMED));
            }
        }
        SmsState then = state == SmsState.SCHEDULED ? SmsState.ACCEPTED : state;
        return new SmsProgress(then, attempt, lastSentAtMicros, possibleDuplicate || mayDuplicate, null, next);
    }

    /** What became of segment {@code number}, from 1; one that is final already stays, as does one whose late response was faster. */
    public SmsProgress result(int number, SegmentProgress result) {
        SegmentState before = segments.get(number - 1).state();
        boolean unanswered = result.state() == SegmentState.UNANSWERED;
        boolean stays = before.isFinal() || (before.isSettled() && unanswered);
        boolean duplicate = possibleDuplicate || (unanswered && !stays);
        long sentAt = Math.max(lastSentAtMicros, result.exchange().sentAtMicros());
        SmsProgress noted = new SmsProgress(state, attempts, sentAt, duplicate, reason, segments);
        return stays ? noted : noted.replace(number, result);
    }

    /** A response that came after segment {@code number}, from 1, was given up as unanswered; one that says no is late too. */
    public SmsProgress late(int number, SegmentProgress result) {
        boolean open =
                number <= segments.size() && !segments.get(number - 1).state().isSettled();
        return open && result.state() == SegmentState.SUBMITTED ? replace(number, result) : this;
    }

    /** What a receipt says of segment {@code number}, from 1; the first final state stays. */
    public SmsProgress receipt(int number, SegmentState said) {
        if (number > segments.size()) { // another way has cut it otherwise since
            return this;
        }
        SegmentProgress before = segments.get(number - 1);
        return before.state().isFinal() || !said.isFinal() ? this : replace(number, before.with(said));
    }

    private SmsProgress replace(int number, SegmentProgress segment) {
        List<SegmentProgress> next;
        if (segments.size() == 1) {
            next = List.of(segment);
        } else {
            next = new ArrayList<>(segments);
            next.set(number - 1, segment);
        }
        SmsState then = state.isFinal() ? state : SegmentState.ofMessage(next);
        boolean moved = then != state && then != SmsState.ACCEPTED;
        return new SmsProgress(
                moved ? then : state, attempts, lastSentAtMicros, possibleDuplicate, moved ? null : reason, next);
    }

    /** Ended from outside; the first final state stays. */
    public SmsProgress end(SmsState end, String why) {
        return isOver() ? this : new SmsProgress(end, attempts, lastSentAtMicros, possibleDuplicate, why, segments);
    }
}
