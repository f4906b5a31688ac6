package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.gateway.dispatch.SmsResult.Verdict;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Timeline.TimedStep;

/** Messages of several segments move as a whole, and only if their SMSC has none of them. */
class SmsFailoverTest {

    private static final RetryDelays DELAYS = new RetryDelays(Duration.ofSeconds(5), Duration.ofMinutes(10));
    private static final Exchange EXCHANGE = new Exchange(1, 17, 2_000_000, 2_000_500);
    private static final SmsResult TEMPORARY = new SmsResult.Refused(0x08, Verdict.RETRY_LATER, EXCHANGE);
    private static final SmsResult FINAL = new SmsResult.Refused(0x0B, Verdict.FINAL, EXCHANGE);
    private static final SmsResult TAKEN = new SmsResult.Submitted("1", "1", EXCHANGE);
    private static final SmsResult UNANSWERED = new SmsResult.Unanswered(EXCHANGE);
    private static final SmsResult NOT_SENT = new SmsResult.NotSent(EXCHANGE);

    private final CommitLog log = new CommitLog(messages -> this.dispatcher().kept(messages));
    private final InMemoryMessageStore store = new InMemoryMessageStore(log);
    private final Beside failover = new Beside();
    private FakeSmsLink link = new FakeSmsLink(10);
    private long nowNanos;
    private long nowMicros = 1_000_000;
    private SmsDispatcher dispatcher = newDispatcher();

    @BeforeEach
    void start() {
        store.setClock(() -> nowMicros);
        dispatcher.start();
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
        link = new FakeSmsLink(1);
        dispatcher = newDispatcher();
        dispatcher.start();
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
        link = new FakeSmsLink(2);
        link.takePermits(1);
        dispatcher = newDispatcher();
        dispatcher.start();
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

    private List<String> steps(OutboundMessage message) {
        return store.timeline(1, message.id()).join().orElseThrow().steps().stream()
                .map(TimedStep::step)
                .map(step -> step.kind().label() + " " + step.detail())
                .toList();
    }

    private SmsDispatcher dispatcher() {
        return dispatcher;
    }

    private SmsDispatcher newDispatcher() {
        Clocks clocks = new Clocks(() -> Instant.ofEpochSecond(0, nowMicros * 1_000), () -> nowNanos);
        return new SmsDispatcher(
                link, store, store, new SendRules(DELAYS, LeavingHours.ANY), AmbiguityRule.RESEND, failover, clocks);
    }

    private OutboundMessage accept(String text) {
        MessageRequest request = new MessageRequest(
                1, new Sender("Trunkline"), new PhoneNumber("+46736265449"), Content.Text.of(text), Duration.ofDays(3));
        return ((AcceptOutcome.Kept) store.accept(request, "carrier-a").join()).message();
    }

    private void result(OutboundMessage message, int segment, SmsResult result) {
        dispatcher.onResult(new SegmentKey(message.key(), segment), result);
        dispatcher.onBatchEnd();
    }

    private void later(long seconds) {
        nowMicros += TimeUnit.SECONDS.toMicros(seconds);
        nowNanos += TimeUnit.SECONDS.toNanos(seconds);
        dispatcher.tick();
    }

    private MessageReport report(OutboundMessage message) {
        return store.find(1, message.id()).join().orElseThrow();
    }

    /** Another way for the causes of its route. */
    private static final class Beside implements Failover {

        private final Set<FailoverCause> causes = EnumSet.allOf(FailoverCause.class);
        private final List<FailoverCause> asked = new ArrayList<>();
        private final List<String> told = new ArrayList<>();

        @Override
        public @Nullable String whyDown(String way) {
            return null;
        }

        @Override
        public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tries) {
            asked.add(cause);
            return causes.contains(cause) ? "carrier-b" : null;
        }

        @Override
        public CompletableFuture<Optional<String>> find(
                OutboundMessage message, String from, FailoverCause cause, int tries) {
            throw new UnsupportedOperationException("not asked by SMSCs");
        }

        @Override
        public void moved(Set<String> ways) {
            told.addAll(ways);
        }
    }
}
