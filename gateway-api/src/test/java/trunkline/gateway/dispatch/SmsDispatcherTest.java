package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.gateway.dispatch.AmbiguityRule.Choice;
import trunkline.gateway.dispatch.SmsResult.Verdict;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.Timeline.TimedStep;

class SmsDispatcherTest {

    private static final int WINDOW = 4;
    private static final RetryDelays DELAYS = new RetryDelays(Duration.ofSeconds(5), Duration.ofMinutes(10));

    private static final Exchange EXCHANGE = new Exchange(1, 17, 2_000_000, 2_000_500);

    private final CommitLog log = new CommitLog(messages -> this.dispatcher().kept(messages));
    private final InMemoryMessageStore store = new InMemoryMessageStore(log);
    private final FakeSmsLink link = new FakeSmsLink(WINDOW);
    private long nowNanos;
    private long nowMicros = 1_000_000;
    private AmbiguityRule ambiguity = AmbiguityRule.RESEND;
    private final Elsewhere failover = new Elsewhere();
    private SmsDispatcher dispatcher = newDispatcher(link);

    @BeforeEach
    void start() {
        store.setClock(() -> nowMicros);
        dispatcher.start();
    }

    @Test
    void sendsNothingBeforeItsClaimIsKept() {
        store.hold();
        OutboundMessage message = accept("hello");
        assertThat(link.takeSubmitted()).isEmpty();

        store.release();
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
    }

    @Test
    void givesThePermitBackOnlyOnceTheResultIsKept() {
        OutboundMessage message = accept("hello");
        assertThat(link.free()).isEqualTo(WINDOW - 1);

        store.hold();
        dispatcher.onResult(new SegmentKey(message.key(), 1), submitted("1"));
        dispatcher.onBatchEnd();
        assertThat(link.free()).isEqualTo(WINDOW - 1);

        store.release();
        assertThat(link.free()).isEqualTo(WINDOW);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
    }

    @Test
    void sendsInTheOrderOfKeepingAndWaitsForAFullWindow() {
        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < WINDOW + 2; i++) {
            messages.add(accept("hello"));
        }
        assertThat(link.takeSubmitted()).extracting(SegmentKey::message).isEqualTo(keys(messages.subList(0, WINDOW)));

        result(messages.get(0), 1, submitted("1"));
        assertThat(link.takeSubmitted())
                .containsExactly(new SegmentKey(messages.get(WINDOW).key(), 1));
    }

    @Test
    void sendsALongMessageInPiecesIfTheWindowIsSmaller() {
        OutboundMessage message = accept("one two three four five six");
        assertThat(link.takeSubmitted()).extracting(SegmentKey::number).containsExactly(1, 2, 3, 4);

        result(message, 2, submitted("b"));
        assertThat(link.takeSubmitted()).extracting(SegmentKey::number).containsExactly(5);
        for (int number : List.of(1, 3, 4, 5)) {
            result(message, number, submitted("s" + number));
        }
        result(message, 6, submitted("f"));
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
        assertThat(link.free()).isEqualTo(WINDOW);
    }

    @Test
    void whatTheLinkCannotSendEndsAndHoldsNobodyUp() {
        OutboundMessage unsendable = accept(FakeSmsLink.UNSENDABLE);
        OutboundMessage next = accept("hello");

        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(next.key(), 1));
        assertThat(store.stateOf(unsendable.key())).isEqualTo(SmsState.FAILED);
        assertThat(report(unsendable).progress().reason())
                .isEqualTo("it does not fit the settings of its SMSC, which were changed since");
        assertThat(link.free()).isEqualTo(WINDOW - 1);
    }

    @Test
    void aSegmentThatNeverLeftIsSentAgainAsTheSameAttempt() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, new SmsResult.NotSent(EXCHANGE));

        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
        assertThat(report(message).progress().attempts()).isEqualTo(1);
        assertThat(report(message).progress().possibleDuplicate()).isFalse();
    }

    @Test
    void anUnansweredSegmentRestsThenIsSentAgainAndTheMessageSaysSo() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, new SmsResult.Unanswered(EXCHANGE));
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
        result(message, 1, new SmsResult.Refused(8, Verdict.RETRY_LATER, EXCHANGE));
        later(5);
        link.takeSubmitted();

        result(message, 1, new SmsResult.Refused(8, Verdict.RETRY_LATER, EXCHANGE));
        later(9);
        assertThat(link.takeSubmitted()).isEmpty();
        later(1);
        assertThat(link.takeSubmitted()).hasSize(1);
    }

    @Test
    void aFinalRefusalEndsTheMessageAndSendsNoMoreOfIt() {
        OutboundMessage message = accept("one two three four five six");
        link.takeSubmitted();

        result(message, 1, new SmsResult.Refused(0x0B, Verdict.FINAL, EXCHANGE));
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

        result(message, 1, new SmsResult.Refused(0x58, Verdict.SLOW_DOWN, EXCHANGE));

        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
        assertThat(report(message).progress().attempts()).isEqualTo(1);
        assertThat(steps(message)).containsExactly("refused 0x58 sent again, and the rest more slowly");
    }

    @Test
    void anUnansweredSegmentThatIsHeldIsNeverSentAgainAndEndsAsUnknown() {
        start(new AmbiguityRule(Choice.HOLD, Duration.ofMinutes(2)));
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, new SmsResult.Unanswered(EXCHANGE));
        later(TimeUnit.DAYS.toSeconds(2));
        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.ACCEPTED);
        later(TimeUnit.DAYS.toSeconds(1));

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.UNKNOWN);
        assertThat(steps(message)).containsExactly("unanswered 0x0 not sent again");
    }

    @Test
    void anUnansweredSegmentMayWaitForALateResponse() {
        start(new AmbiguityRule(Choice.WAIT_THEN_RESEND, Duration.ofMinutes(2)));
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        result(message, 1, new SmsResult.Unanswered(EXCHANGE));
        later(119);
        dispatcher.onLateResult(new SegmentKey(message.key(), 1), submitted("7"));
        later(1);

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
        assertThat(report(message).progress().possibleDuplicate()).isTrue();
        assertThat(steps(message)).last().isEqualTo("late-response 0x0 7");
    }

    @Test
    void aResponseThatComesBeforeItIsRecordedThatThereIsNoneCounts() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();

        dispatcher.onResult(new SegmentKey(message.key(), 1), new SmsResult.Unanswered(EXCHANGE));
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
        result(message, 1, new SmsResult.Unanswered(EXCHANGE));
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
    void aMessageCancelledBeforeItsTurnIsNotSent() {
        link.takePermits(WINDOW);
        OutboundMessage message = accept("hello");
        assertThat(store.cancel(1, message.id()).join()).isInstanceOf(CancelOutcome.Cancelled.class);

        link.returnPermits(WINDOW);
        dispatcher.onUp();

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(link.free()).isEqualTo(WINDOW);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.CANCELLED);
    }

    @Test
    void aMessageCancelledWhileItRestsIsNotSentAgain() {
        OutboundMessage message = accept("hello");
        link.takeSubmitted();
        result(message, 1, new SmsResult.Refused(8, Verdict.RETRY_LATER, EXCHANGE));

        assertThat(store.cancel(1, message.id()).join()).isInstanceOf(CancelOutcome.Cancelled.class);
        later(5);

        assertThat(link.takeSubmitted()).isEmpty();
    }

    @Test
    void anExpiredMessageIsEndedNotSent() {
        FakeSmsLink down = new FakeSmsLink(0);
        dispatcher = newDispatcher(down);
        dispatcher.start();
        OutboundMessage message = accept("hello");

        later(TimeUnit.DAYS.toSeconds(3));

        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.EXPIRED);
        assertThat(report(message).progress().reason()).isEqualTo("its validity ended before it could be sent");
    }

    @Test
    void anExpiredMessageThatCannotBeEndedIsEndedLater() {
        FakeSmsLink down = new FakeSmsLink(0);
        dispatcher = newDispatcher(down);
        dispatcher.start();
        OutboundMessage message = accept("hello");

        store.fail(true);
        later(TimeUnit.DAYS.toSeconds(3));
        store.fail(false);
        later(1);

        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.EXPIRED);
    }

    @Test
    void claimsThatCannotBeKeptAreMadeAgain() {
        store.fail(true);
        OutboundMessage message = accept("hello");
        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(link.free()).isEqualTo(WINDOW);

        store.fail(false);
        later(1);
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
    }

    @Test
    void whatWasInFlightWhenTheProcessEndedIsSentAgainFirst() {
        OutboundMessage inFlight = accept("one two");
        result(inFlight, 1, submitted("1"));
        FakeSmsLink next = new FakeSmsLink(WINDOW);
        dispatcher = newDispatcher(next);
        OutboundMessage waiting = accept("hello");

        dispatcher.start();

        assertThat(next.takeSubmitted())
                .containsExactly(new SegmentKey(inFlight.key(), 2), new SegmentKey(waiting.key(), 1));
        assertThat(report(inFlight).progress().possibleDuplicate()).isTrue();
        assertThat(report(waiting).progress().possibleDuplicate()).isFalse();
    }

    @Test
    void aReceiptIsAcknowledgedOnceItIsKept() {
        OutboundMessage message = accept("hello");
        result(message, 1, submitted("1"));
        List<String> answers = new ArrayList<>();

        store.hold();
        dispatcher.onReceipt(PlainReceipt.of(SegmentState.DELIVERED, "1"), acknowledgement(answers));
        dispatcher.onBatchEnd();
        assertThat(answers).isEmpty();

        store.release();
        assertThat(answers).containsExactly("kept");
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void aReceiptThatCannotBeKeptIsLeftToTheSmsc() {
        List<String> answers = new ArrayList<>();
        store.fail(true);

        dispatcher.onReceipt(PlainReceipt.of(SegmentState.DELIVERED, "1"), acknowledgement(answers));
        dispatcher.onBatchEnd();

        assertThat(answers).containsExactly("not kept");
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
    void whatWaitsForAWayThatIsDownGoesToAnotherOne() {
        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < WINDOW + 3; i++) {
            messages.add(accept("hello"));
        }
        link.takeSubmitted();
        failover.whyDown = "it is gone";
        later(1);

        List<OutboundMessage> moved = messages.subList(WINDOW, WINDOW + 3);
        assertThat(failover.told).containsExactly("carrier-b");
        assertThat(dispatcher.figures().moved()).isEqualTo(3);
        assertThat(dispatcher.figures().queued()).isZero();
        assertThat(moved).allSatisfy(message -> {
            assertThat(report(message).message().way()).isEqualTo("carrier-b");
            assertThat(report(message).progress().possibleDuplicate()).isFalse();
            assertThat(steps(message))
                    .containsExactly("moved 0x0 given to carrier-b by carrier-a, since it is down: it is gone");
        });
        assertThat(store.dueSms("carrier-b", nowMicros, 10).join())
                .extracting(due -> due.message().key())
                .isEqualTo(keys(moved));
        assertThat(store.unclaimed("carrier-a", messages.get(WINDOW - 1).key(), 10)
                        .join())
                .isEmpty();
    }

    @Test
    void whatItHasTriedGoesTooUnlessItsOctetsMayHaveArrived() {
        OutboundMessage neverLeft = accept("hello");
        OutboundMessage inDoubt = accept("hello");
        failover.unanswered = null;
        link.goDown();
        result(inDoubt, 1, new SmsResult.Unanswered(EXCHANGE));
        result(neverLeft, 1, new SmsResult.NotSent(EXCHANGE));
        failover.whyDown = "it is gone";
        later(5);

        assertThat(report(neverLeft).message().way()).isEqualTo("carrier-b");
        assertThat(report(inDoubt).message().way()).isEqualTo("carrier-a");
    }

    @Test
    void aMoveThatIsNotKeptLeavesAllWhereItWas() {
        link.takePermits(WINDOW);
        List<OutboundMessage> messages = List.of(accept("one"), accept("two"), accept("three"));
        store.fail(true);
        failover.whyDown = "it is gone";
        later(1);
        assertThat(failover.told).isEmpty();

        store.fail(false);
        failover.whyDown = null;
        link.returnPermits(WINDOW);
        later(1);
        assertThat(link.takeSubmitted()).extracting(SegmentKey::message).isEqualTo(keys(messages));
    }

    @Test
    void aRefusedMessageGoesToAnotherWayAtOnceIfItsRouteSaysSo() {
        failover.refused = "carrier-b";
        OutboundMessage message = accept("hello");
        link.takeSubmitted();
        result(message, 1, new SmsResult.Refused(0x0B, Verdict.FINAL, EXCHANGE));

        assertThat(failover.told).containsExactly("carrier-b");
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.ACCEPTED);
        assertThat(steps(message))
                .containsExactly(
                        "moved 0x0 given to carrier-b by carrier-a, since the SMSC refused it",
                        "refused 0xb sent by another way");
        assertThat(link.free()).isEqualTo(WINDOW);

        failover.refused = null;
        OutboundMessage next = accept("hello");
        result(next, 1, new SmsResult.Refused(0x0B, Verdict.FINAL, EXCHANGE));
        assertThat(store.stateOf(next.key())).isEqualTo(SmsState.REJECTED);
    }

    @Test
    void whatAnotherWayHasGivenIsTakenUpAndCutAnew() {
        OutboundMessage message = ((AcceptOutcome.Kept)
                        store.accept(request("one two"), "carrier-b").join())
                .message();
        store.claimSms(
                        "carrier-b",
                        SmsClaims.leaving(List.of(new Move(message.key(), "carrier-a", nowMicros, "why")), 0, 0))
                .join();
        dispatcher.lookForMoved();

        assertThat(link.takeSubmitted())
                .containsExactly(new SegmentKey(message.key(), 1), new SegmentKey(message.key(), 2));
        assertThat(report(message).progress().possibleDuplicate()).isFalse();
        result(message, 1, submitted("1"));
        result(message, 2, submitted("2"));
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
    }

    /** Another way for everything that this one is asked about. */
    private static final class Elsewhere implements Failover {

        private final List<String> told = new ArrayList<>();
        private @Nullable String whyDown;
        private @Nullable String refused;
        private @Nullable String unanswered = "carrier-b";

        @Override
        public @Nullable String whyDown(String way) {
            return whyDown;
        }

        @Override
        public CompletableFuture<Optional<String>> find(
                OutboundMessage message, String from, FailoverCause cause, int tries) {
            throw new UnsupportedOperationException("not asked by SMSCs");
        }

        @Override
        public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tries) {
            return switch (cause) {
                case DOWN -> "carrier-b";
                case UNANSWERED -> whyDown == null ? null : unanswered;
                case TEMPORARY -> null;
                case REFUSED -> refused;
            };
        }

        @Override
        public void moved(Set<String> ways) {
            told.addAll(ways);
        }
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
        start(AmbiguityRule.RESEND);
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
        result(message, 1, new SmsResult.Unanswered(EXCHANGE));
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

    private OutboundMessage schedule(String text, Duration ahead) {
        MessageRequest now = request(text);
        MessageRequest later = new MessageRequest(
                now.account(),
                now.from(),
                now.to(),
                now.content(),
                now.validity(),
                new SendPlan(nowMicros + ahead.toNanos() / 1_000, null));
        return ((AcceptOutcome.Kept) store.accept(later, "carrier-a").join()).message();
    }

    private void start(AmbiguityRule rule) {
        ambiguity = rule;
        dispatcher = newDispatcher(link);
        dispatcher.start();
    }

    private List<String> steps(OutboundMessage message) {
        return store.timeline(1, message.id()).join().orElseThrow().steps().stream()
                .map(TimedStep::step)
                .map(step ->
                        step.kind().label() + " 0x" + Integer.toHexString(step.commandStatus()) + " " + step.detail())
                .toList();
    }

    private SmsDispatcher dispatcher() {
        return dispatcher;
    }

    private SmsDispatcher newDispatcher(SmsLink smsLink) {
        Clocks clocks = new Clocks(() -> Instant.ofEpochSecond(0, nowMicros * 1_000), () -> nowNanos);
        return new SmsDispatcher(
                smsLink, store, store, new SendRules(DELAYS, LeavingHours.ANY), ambiguity, failover, clocks);
    }

    private OutboundMessage accept(String text) {
        return ((AcceptOutcome.Kept) store.accept(request(text), "carrier-a").join()).message();
    }

    private static MessageRequest request(String text) {
        return new MessageRequest(
                1, new Sender("Trunkline"), new PhoneNumber("+46736265449"), Content.Text.of(text), Duration.ofDays(3));
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

    private static SmsResult submitted(String id) {
        return new SmsResult.Submitted(id, id, EXCHANGE);
    }

    private static List<Long> keys(List<OutboundMessage> messages) {
        return messages.stream().map(OutboundMessage::key).toList();
    }

    private static SmsLinkListener.Acknowledgement acknowledgement(List<String> answers) {
        return new SmsLinkListener.Acknowledgement() {
            @Override
            public void kept() {
                answers.add("kept");
            }

            @Override
            public void notKept() {
                answers.add("not kept");
            }
        };
    }
}
