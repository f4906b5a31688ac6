package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.CancelOutcome;

/** Messages that leave at a time, beside those that leave at once. */
class SmsSchedulesTest extends OneWay {

    private static final int WINDOW = 4;

    SmsSchedulesTest() {
        super(new FakeSmsLink(WINDOW));
    }

    @Test
    void aScheduledMessageLeavesAtItsTimeAndNotBefore() {
        OutboundMessage message = schedule("hello", Duration.ofSeconds(90));
        later(89);
        assertThat(link.takeSubmitted()).isEmpty();

        later(1);
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
        later(1);
        assertThat(link.takeSubmitted()).as("it leaves once").isEmpty();
        result(message, 1, submitted("1"));
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
        assertThat(report(message).progress().attempts()).isEqualTo(1);
    }

    @Test
    void aScheduleThatWasMissedGoesOutAsLongAsItIsValidFromItsTimeOn() {
        OutboundMessage valid = schedule("hello", Duration.ofDays(10));
        OutboundMessage stale = schedule("hello", Duration.ofDays(9));
        nowMicros += TimeUnit.DAYS.toMicros(12) + TimeUnit.HOURS.toMicros(12);
        restart(AmbiguityRule.RESEND);
        later(1);

        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(valid.key(), 1));
        assertThat(store.stateOf(stale.key())).isEqualTo(SmsState.EXPIRED);
    }

    @Test
    void aClockThatIsSetBackFiresNothingTwice() {
        OutboundMessage message = schedule("hello", Duration.ofHours(1));
        later(3_600);
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));

        later(-3_600);
        later(3_600);
        assertThat(link.takeSubmitted()).isEmpty();
    }

    @Test
    void aScheduledMessageThatIsCancelledWhileItWaitsForPermitsIsNotSent() {
        OutboundMessage message = schedule("hello", Duration.ofSeconds(5));
        link.returnPermits(-WINDOW);
        later(5);
        assertThat(store.cancel(1, message.id()).join()).isInstanceOf(CancelOutcome.Cancelled.class);

        link.returnPermits(WINDOW);
        later(1);
        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(link.free()).isEqualTo(WINDOW);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.CANCELLED);
    }

    @Test
    void schedulesThatAreDueTogetherLeaveAsPermitsComeAndAFewOfThemAreInMemory() {
        int count = 10_000;
        for (int i = 0; i < count; i++) {
            schedule("hello", Duration.ofMinutes(1));
        }
        later(60);
        Set<Long> sent = new HashSet<>();
        List<SegmentKey> some = link.takeSubmitted();
        while (!some.isEmpty()) {
            assertThat(some).hasSizeLessThanOrEqualTo(WINDOW);
            assertThat(dispatcher.figures().queued()).isLessThanOrEqualTo(1_000);
            for (SegmentKey segment : some) {
                assertThat(sent.add(segment.message())).isTrue();
                dispatcher.onResult(segment, submitted("1"));
            }
            dispatcher.onBatchEnd();
            some = link.takeSubmitted();
        }
        assertThat(sent).hasSize(count);
    }

    @Test
    void whatIsDueAndWhatComesInMeanwhileTakeTurns() {
        Set<Long> due = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            due.add(schedule("hello", Duration.ofMinutes(1)).key());
        }
        later(60);
        List<SegmentKey> some = link.takeSubmitted();
        assertThat(some).allMatch(segment -> due.contains(segment.message()));
        for (int i = 0; i < 5; i++) {
            accept("hello");
        }

        StringBuilder order = new StringBuilder();
        while (!some.isEmpty()) {
            for (SegmentKey segment : some) {
                order.append(due.contains(segment.message()) ? 'd' : 'f');
                dispatcher.onResult(segment, submitted("1"));
                dispatcher.onBatchEnd();
            }
            some = link.takeSubmitted();
        }
        assertThat(order).hasToString("dddd" + "fd".repeat(5) + "d".repeat(11));
    }

    @Test
    void aRetryIsNotHeldUpByABacklog() {
        OutboundMessage message = accept("hello");
        result(message, 1, UNANSWERED);
        for (int i = 0; i < 50; i++) {
            accept("hello");
        }
        later(5);
        List<SegmentKey> some = link.takeSubmitted();
        dispatcher.onResult(some.get(1), submitted("1"));
        dispatcher.onResult(some.get(2), submitted("2"));
        dispatcher.onBatchEnd();

        assertThat(link.takeSubmitted()).hasSize(2).contains(new SegmentKey(message.key(), 1));
    }
}
