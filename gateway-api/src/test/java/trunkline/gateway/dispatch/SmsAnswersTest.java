package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.dispatch.AmbiguityRule.Choice;
import trunkline.gateway.dispatch.SmsResult.Verdict;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.StateChange;

/** What follows from the answers of an SMSC. */
class SmsAnswersTest extends OneWay {

    private static final int WINDOW = 4;

    SmsAnswersTest() {
        super(new FakeSmsLink(WINDOW));
    }

    @Test
    void aSegmentThatNeverLeftIsSentAgainAsTheSameAttempt() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, NOT_SENT);

        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
        assertThat(report(message).progress().attempts()).isEqualTo(1);
        assertThat(report(message).progress().possibleDuplicate()).isFalse();
    }

    @Test
    void anUnansweredSegmentRestsThenIsSentAgainAndTheMessageSaysSo() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, UNANSWERED);
        assertThat(link.free()).isEqualTo(WINDOW);
        later(4);
        assertThat(link.takeSubmitted()).isEmpty();
        later(1);

        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
        assertThat(report(message).progress().attempts()).isEqualTo(2);
        assertThat(report(message).progress().possibleDuplicate()).isTrue();
    }

    @Test
    void restsLongerAfterEachAttempt() {
        OutboundMessage message = accept("hello");
        result(message, 1, refused(8, Verdict.RETRY_LATER));
        later(5);
        link.takeSubmitted();

        result(message, 1, refused(8, Verdict.RETRY_LATER));
        later(9);
        assertThat(link.takeSubmitted()).isEmpty();
        later(1);
        assertThat(link.takeSubmitted()).hasSize(1);
    }

    @Test
    void aFinalRefusalEndsTheMessageAndSendsNoMoreOfIt() {
        OutboundMessage message = accept("one two three four five six");
        link.takeSubmitted();

        result(message, 1, refused(0x0B, Verdict.FINAL));
        for (int number = 2; number <= WINDOW; number++) {
            result(message, number, submitted("s" + number));
        }

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.REJECTED);
        assertThat(link.free()).isEqualTo(WINDOW);
        assertThat(log.changes()).extracting(StateChange::state).containsExactly(SmsState.REJECTED);
    }

    @Test
    void toldToSlowDownItSendsTheSameAgainAndLeavesThePaceToTheLink() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, refused(0x58, Verdict.SLOW_DOWN));

        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
        assertThat(report(message).progress().attempts()).isEqualTo(1);
        assertThat(steps(message)).containsExactly("refused sent again, and the rest more slowly");
        assertThat(timeline(message).get(0).step().commandStatus()).isEqualTo(0x58);
    }

    @Test
    void anUnansweredSegmentThatIsHeldIsNeverSentAgainAndEndsAsUnknown() {
        restart(new AmbiguityRule(Choice.HOLD, Duration.ofMinutes(2)));
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, UNANSWERED);
        later(TimeUnit.DAYS.toSeconds(2));
        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.ACCEPTED);
        later(TimeUnit.DAYS.toSeconds(1));

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.UNKNOWN);
        assertThat(steps(message)).containsExactly("unanswered not sent again");
    }

    @Test
    void anUnansweredSegmentMayWaitForALateResponse() {
        restart(new AmbiguityRule(Choice.WAIT_THEN_RESEND, Duration.ofMinutes(2)));
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, UNANSWERED);
        later(119);
        dispatcher.onLateResult(new SegmentKey(message.key(), 1), submitted("7"));
        later(1);

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
        assertThat(report(message).progress().possibleDuplicate()).isTrue();
        assertThat(steps(message)).last().isEqualTo("late-response 7");
    }

    @Test
    void aResponseThatComesBeforeItIsRecordedThatThereIsNoneCounts() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        dispatcher.onResult(new SegmentKey(message.key(), 1), UNANSWERED);
        dispatcher.onLateResult(new SegmentKey(message.key(), 1), submitted("7"));
        dispatcher.onBatchEnd();
        later(3_600);

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
        assertThat(report(message).progress().possibleDuplicate()).isFalse();
        assertThat(link.free()).isEqualTo(WINDOW);
    }

    @Test
    void aLateResponseKeepsTheSegmentFromBeingSentAgainWhileItWaitsForAPermit() {
        OutboundMessage message = accept("hello");
        result(message, 1, UNANSWERED);
        link.takeSubmitted();
        link.takePermits(WINDOW);
        later(5);

        dispatcher.onLateResult(new SegmentKey(message.key(), 1), submitted("7"));
        link.returnPermits(WINDOW);
        dispatcher.onUp();

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
    }

    @Test
    void resultsThatCannotBeKeptHoldTheirPermitsUntilTheyAre() {
        OutboundMessage message = accept("hello");
        store.fail(true);
        result(message, 1, submitted("1"));
        assertThat(link.free()).isEqualTo(WINDOW - 1);

        store.fail(false);
        later(1);
        assertThat(link.free()).isEqualTo(WINDOW);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
    }

    @Test
    void aMessageCancelledWhileItRestsIsNotSentAgain() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();
        result(message, 1, refused(8, Verdict.RETRY_LATER));

        assertThat(store.cancel(1, message.id()).join()).isInstanceOf(CancelOutcome.Cancelled.class);
        later(5);

        assertThat(link.takeSubmitted()).isEmpty();
    }
}
