package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import trunkline.gateway.dispatch.SmsResult.Verdict;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.route.FailoverCause;

/** Messages of several segments move as a whole, and only if their SMSC has none of them. */
class SmsFailoverTest extends OneWay {

    private static final SmsResult TEMPORARY = refused(0x08, Verdict.RETRY_LATER);
    private static final SmsResult FINAL = refused(0x0B, Verdict.FINAL);
    private static final SmsResult TAKEN = submitted("1");

    SmsFailoverTest() {
        super(new FakeSmsLink(10));
        failover.causes.addAll(EnumSet.allOf(FailoverCause.class));
    }

    @Test
    void aMessageWhoseSegmentsAreAllRefusedMovesAsAWhole() {
        OutboundMessage message = accept("one two three");
        result(message, 1, TEMPORARY);
        result(message, 2, FINAL);
        assertThat(report(message).message().way()).as("the third may be taken").isEqualTo("carrier-a");
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.ACCEPTED);
        result(message, 3, TEMPORARY);

        assertThat(report(message).message().way()).isEqualTo("carrier-b");
        assertThat(failover.asked).containsExactly(FailoverCause.REFUSED);
        assertThat(failover.told).containsExactly("carrier-b");
        assertThat(steps(message))
                .containsExactly(
                        "moved given to carrier-b by carrier-a, since the SMSC refused it",
                        "refused sent by another way",
                        "refused sent by another way",
                        "refused sent by another way");
        assertThat(link.free()).isEqualTo(10);
        later(3_600);
        assertThat(link.takeSubmitted()).hasSize(3);
    }

    @Test
    void aMessageOfWhichASegmentWasTakenStaysAndTheRestIsTriedAgain() {
        OutboundMessage message = accept("one two three");
        link.takeSubmitted();
        result(message, 1, TEMPORARY);
        result(message, 2, TAKEN);
        result(message, 3, TEMPORARY);

        assertThat(failover.asked).isEmpty();
        assertThat(report(message).message().way()).isEqualTo("carrier-a");
        assertThat(link.free()).isEqualTo(10);
        later(5);
        assertThat(link.takeSubmitted())
                .containsExactly(new SegmentKey(message.key(), 1), new SegmentKey(message.key(), 3));
        result(message, 1, TEMPORARY);
        result(message, 3, TEMPORARY);
        assertThat(failover.asked).as("after the next attempt, too").isEmpty();
        assertThat(report(message).message().way()).isEqualTo("carrier-a");
    }

    @Test
    void aSegmentThatIsRefusedForGoodEndsAMessageOfWhichAnotherWasTaken() {
        OutboundMessage message = accept("one two");
        result(message, 1, FINAL);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.ACCEPTED);
        result(message, 2, TAKEN);

        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.REJECTED);
        assertThat(link.free()).isEqualTo(10);
    }

    @Test
    void withoutAnotherWayEachResultCountsForItself() {
        failover.causes.clear();
        OutboundMessage refused = accept("one two");
        result(refused, 1, TEMPORARY);
        result(refused, 2, FINAL);
        OutboundMessage later = accept("one two");
        result(later, 1, TEMPORARY);
        result(later, 2, TEMPORARY);
        link.takeSubmitted();

        assertThat(store.stateOf(refused.key())).isEqualTo(SmsState.REJECTED);
        assertThat(store.stateOf(later.key())).isEqualTo(SmsState.ACCEPTED);
        later(5);
        assertThat(link.takeSubmitted())
                .containsExactly(new SegmentKey(later.key(), 1), new SegmentKey(later.key(), 2));
    }

    @Test
    void whatWasNotSentYetIsNotSentToAnSmscThatRefusesTheRest() {
        restart(new FakeSmsLink(1));
        OutboundMessage message = accept("one two three");
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));

        result(message, 1, TEMPORARY);

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(report(message).message().way()).isEqualTo("carrier-b");
        assertThat(link.free()).isEqualTo(1);
    }

    @Test
    void aDoubtMovesItOnlyIfItsRouteTakesThatRisk() {
        failover.causes.remove(FailoverCause.UNANSWERED);
        OutboundMessage stays = accept("one two");
        result(stays, 1, UNANSWERED);
        result(stays, 2, TEMPORARY);
        assertThat(report(stays).message().way()).isEqualTo("carrier-a");

        failover.causes.add(FailoverCause.UNANSWERED);
        OutboundMessage moves = accept("one two");
        result(moves, 1, UNANSWERED);
        result(moves, 2, TEMPORARY);
        assertThat(report(moves).message().way()).isEqualTo("carrier-b");
        assertThat(report(moves).progress().possibleDuplicate()).isTrue();
    }

    @Test
    void whatNeverLeftIsNoReasonAndMovesWithTheRest() {
        OutboundMessage message = accept("one two");
        result(message, 1, TEMPORARY);
        result(message, 2, NOT_SENT);

        assertThat(report(message).message().way()).isEqualTo("carrier-b");
        assertThat(failover.asked).containsExactly(FailoverCause.TEMPORARY);
        assertThat(link.free()).isEqualTo(10);
    }

    @Test
    void aResultThatWaitsIsRecordedWhenTheOtherClaimsComeToNothing() {
        failover.causes.clear();
        restart(new FakeSmsLink(2));
        link.takePermits(1);
        OutboundMessage message = accept("one two");
        link.returnPermits(1);
        store.hold();
        dispatcher.onUp();
        dispatcher.onResult(new SegmentKey(message.key(), 1), FINAL);
        store.fail(true);
        store.release();
        store.fail(false);
        later(1);

        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.REJECTED);
        assertThat(link.free()).isEqualTo(2);
    }

    @Test
    void aSegmentThatTurnsOutToBeTakenKeepsTheMessageWhereItIs() {
        OutboundMessage message = accept("one two");
        link.takeSubmitted();
        result(message, 1, UNANSWERED);
        dispatcher.onResult(new SegmentKey(message.key(), 2), TEMPORARY);
        dispatcher.onLateResult(new SegmentKey(message.key(), 1), TAKEN); // before the move is committed
        dispatcher.onBatchEnd();

        assertThat(report(message).message().way()).isEqualTo("carrier-a");
        later(5);
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 2));
    }

    @Test
    void aLateResponseCountsForAResultThatWaits() {
        OutboundMessage message = accept("one two");
        link.takeSubmitted();
        result(message, 1, UNANSWERED);
        dispatcher.onLateResult(new SegmentKey(message.key(), 1), TAKEN);
        result(message, 2, TEMPORARY);

        assertThat(failover.asked).isEmpty();
        assertThat(link.free()).isEqualTo(10);
        later(5);
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 2));
        result(message, 2, TAKEN);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
        assertThat(report(message).progress().possibleDuplicate()).isFalse();
    }
}
