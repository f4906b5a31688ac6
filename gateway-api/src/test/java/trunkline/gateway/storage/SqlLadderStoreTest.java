package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.LadderStore.Begun;
import trunkline.gateway.store.LadderStore.Due;
import trunkline.gateway.store.LadderStore.Ended;
import trunkline.gateway.store.LadderStore.Outcome;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.Shortage;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.Timeline.TimedStep;

/** Ladders of an SMS, a call five minutes later and an SMS five minutes after that, by a moved clock. */
class SqlLadderStoreTest {

    private static final String SMSC = "carrier-a";
    private static final String TRUNK = "pbx";
    private static final long ACCOUNT = 7;
    private static final PhoneNumber TO = new PhoneNumber("+46736265449");
    private static final Sender FROM = new Sender("Shop");
    private static final Content.Voice CALL =
            new Content.Voice("alarm.mp3", "3f9a", new VoiceOptions(null, null, "1", 0));

    @TempDir
    private Path directory;

    private final CommitLog log = new CommitLog();
    private Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private Database database;
    private SqlStore store;

    @BeforeEach
    void open() throws StoreUnusableException {
        database = Database.openForGateway("sqlite:test.db", directory);
        store = SqlStore.open(database, () -> now, System::nanoTime, log, new PlainReceipt.Reader());
        store.start();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private static LadderStep step(Content content, Goal goal) {
        return new LadderStep(FROM, TO, content, null, null, SendPlan.NOW, goal, Duration.ofMinutes(5), null);
    }

    private static List<LadderStep> steps(Goal first) {
        return List.of(
                step(Content.Text.of("fire"), first),
                step(CALL, Goal.CONFIRMED),
                step(Content.Text.of("fire!"), Goal.DELIVERED));
    }

    private Begun begun(LadderStep step) {
        Content content = step.isVoice() ? CALL : step.content();
        MessageRequest request = new MessageRequest(ACCOUNT, FROM, TO, content, Duration.ofHours(1));
        Repetition once = step.goal() == Goal.CLICKED
                ? new Repetition(1, step.patience(), "tok" + log.kept().size(), null)
                : null;
        return new Begun(request, step.isVoice() ? TRUNK : SMSC, once, 0);
    }

    private LadderReport accept(Goal first) {
        return ((Outcome.Kept) offer(first, null)).ladder();
    }

    private Outcome offer(Goal first, @Nullable RequestKey key) {
        List<LadderStep> steps = steps(first);
        return get(store.ladders().accept(ACCOUNT, "order 17", steps, begun(steps.get(0)), key));
    }

    private LadderReport report(LadderReport ladder) {
        return get(store.ladders().find(ACCOUNT, ladder.id())).orElseThrow();
    }

    private List<Due> due() {
        return get(store.ladders().due(micros(now), 100));
    }

    /** Time passes, and is looked at each ten seconds; what is due begins. */
    private void seconds(int count) {
        for (int i = 0; i < count; i += 10) {
            now = now.plusSeconds(10);
            due().forEach(one -> get(store.ladders().begin(one, begun(one.step()))));
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private OutboundMessage kept(int index) {
        return log.kept().get(index);
    }

    private void submitted(OutboundMessage message) {
        SegmentProgress progress =
                new SegmentProgress(SegmentState.SUBMITTED, "a", 0, new Exchange(1, 17, micros(now), micros(now)));
        get(store.messages()
                .recordSubmits(
                        SMSC,
                        SubmitBatch.of(List.of(
                                new SubmitRecord(message.key(), ACCOUNT, 1, 1, 1, progress, "a" + message.key())))));
    }

    private void ends(OutboundMessage message, SmsState state) {
        get(store.messages().end(List.of(new Ending(message.key(), state, "told so"))));
    }

    private void call(OutboundMessage message, VoiceState... states) {
        get(store.messages().claimCalls(TRUNK, new CallClaims(List.of(message.key()), List.of(), 0)));
        for (VoiceState state : states) {
            get(store.messages().recordCalls(List.of(new CallRecord(message.key(), state, null, null))));
        }
    }

    private List<Long> minutesOfSteps() {
        return log.kept().stream()
                .map(message -> (message.createdAtMicros() - kept(0).createdAtMicros()) / 60_000_000)
                .toList();
    }

    @Test
    void eachStepBeginsWhenTheOneBeforeHasWaitedLongEnoughAndThenItIsExhausted() {
        LadderReport ladder = accept(Goal.DELIVERED);
        assertThat(ladder.state()).isEqualTo(LadderState.RUNNING);
        assertThat(ladder.started()).isEqualTo(1);
        submitted(kept(0));
        seconds(600);
        assertThat(minutesOfSteps()).containsExactly(0L, 5L, 10L);
        assertThat(kept(1).request().content()).isEqualTo(CALL);

        seconds(290);
        assertThat(report(ladder).state()).isEqualTo(LadderState.RUNNING);
        seconds(10);
        assertThat(report(ladder).state()).isEqualTo(LadderState.EXHAUSTED);
        assertThat(report(ladder).nextAtMicros()).isZero();
        seconds(620);
        assertThat(log.kept()).hasSize(3);
    }

    @Test
    void whatIsDeliveredNeedsNoFurtherStep() {
        LadderReport ladder = accept(Goal.DELIVERED);
        submitted(kept(0));
        ends(kept(0), SmsState.DELIVERED);
        seconds(620);
        assertThat(log.kept()).hasSize(1);
        assertThat(report(ladder).state()).isEqualTo(LadderState.DELIVERED);
        assertThat(report(ladder).reached()).isEqualTo(1);
    }

    @Test
    void aCallThatIsConfirmedNeedsNoThirdStep() {
        LadderReport ladder = accept(Goal.CLICKED);
        submitted(kept(0));
        ends(kept(0), SmsState.DELIVERED);
        seconds(290);
        assertThat(log.kept()).as("delivered is not clicked").hasSize(1);
        seconds(10);
        call(kept(1), VoiceState.PLAYING, VoiceState.CONFIRMED);
        seconds(620);
        assertThat(log.kept()).hasSize(2);
        assertThat(report(ladder).state()).isEqualTo(LadderState.CONFIRMED);
        assertThat(report(ladder).reached()).isEqualTo(2);
        assertThat(report(ladder).steps().get(2).message()).isNull();
    }

    @Test
    void aStepThatHasFailedForGoodIsFollowedAtOnce() {
        accept(Goal.DELIVERED);
        ends(kept(0), SmsState.REJECTED);
        seconds(10);
        assertThat(log.kept()).hasSize(2);
        call(kept(1), VoiceState.PLAYING, VoiceState.PLAYED);
        seconds(10);
        assertThat(log.kept()).as("played is not confirmed").hasSize(3);
    }

    @Test
    void aClickEndsItEvenIfAnotherStepIsUnderWay() {
        LadderReport ladder = accept(Goal.CLICKED);
        submitted(kept(0));
        seconds(310);
        assertThat(log.kept()).hasSize(2);
        LinkHit click = new LinkHit(micros(now), LinkHit.Kind.CLICK, "a phone");
        assertThat(get(store.repetitions().hit(kept(0).key(), click))).isTrue();
        assertThat(report(ladder).state()).isEqualTo(LadderState.CLICKED);
        assertThat(report(ladder).reached()).isEqualTo(1);
        assertThat(state(kept(1))).as("the call that was not made yet").isEqualTo(VoiceState.CANCELLED);
    }

    private Object state(OutboundMessage message) {
        return get(store.messages().find(ACCOUNT, message.id()))
                .orElseThrow()
                .progress()
                .state();
    }

    @Test
    void whatHasNotLeftWhenItsWaitEndsIsTakenBack() {
        accept(Goal.DELIVERED);
        seconds(300);
        assertThat(state(kept(0))).isEqualTo(SmsState.CANCELLED);
        assertThat(log.kept()).hasSize(2);
    }

    @Test
    void aCallThatIsUpWhenItsWaitEndsIsWaitedFor() {
        accept(Goal.DELIVERED);
        submitted(kept(0));
        seconds(590);
        call(kept(1), VoiceState.RINGING, VoiceState.PLAYING);
        seconds(60);
        assertThat(log.kept()).hasSize(2);
        get(store.messages().recordCalls(List.of(new CallRecord(kept(1).key(), VoiceState.BUSY, null, null))));
        seconds(10);
        assertThat(log.kept()).hasSize(3);
    }

    @Test
    void theWaitBeginsWhenTheStepMayLeave() {
        List<LadderStep> steps = steps(Goal.DELIVERED);
        Begun first = begun(steps.get(0));
        long morning = micros(now) + Duration.ofHours(9).toNanos() / 1_000;
        Outcome outcome = get(
                store.ladders().accept(ACCOUNT, null, steps, new Begun(first.request(), SMSC, null, morning), null));
        assertThat(((Outcome.Kept) outcome).ladder().nextAtMicros())
                .isEqualTo(morning + Duration.ofMinutes(5).toNanos() / 1_000);
    }

    @Test
    void aStepThatCannotBeSentSaysWhyAndTheNextOneFollows() {
        LadderReport ladder = accept(Goal.DELIVERED);
        submitted(kept(0));
        now = now.plusSeconds(300);
        Due second = due().get(0);
        assertThat(get(store.ladders().refuse(second, "no route"))).isTrue();
        assertThat(get(store.ladders().begin(second, begun(second.step())))).isFalse();
        assertThat(report(ladder).steps().get(1).refused()).isEqualTo("no route");
        assertThat(due()).extracting(Due::number).containsExactly(3);
    }

    @Test
    void aStepThatWasGivenAndDidNotBeginBeforeTheProcessEndedBeginsOnce() throws Exception {
        accept(Goal.DELIVERED);
        submitted(kept(0));
        now = now.plusSeconds(300);
        Due second = due().get(0);
        assertThat(due()).as("it is being begun").isEmpty();
        close();
        open();
        now = now.plusSeconds(30);
        Due again = due().get(0);
        assertThat(again).isEqualTo(second);
        assertThat(get(store.ladders().begin(again, begun(again.step())))).isTrue();
        assertThat(get(store.ladders().begin(second, begun(second.step())))).isFalse();
        assertThat(log.kept()).hasSize(2);

        close();
        open();
        call(kept(1), VoiceState.PLAYING, VoiceState.CONFIRMED);
        seconds(620);
        assertThat(log.kept()).as("what happens after a restart ends it too").hasSize(2);
    }

    @Test
    void aCancelEndsItAndTakesBackWhatHasNotLeft() {
        LadderReport ladder = accept(Goal.DELIVERED);
        Ended ended = get(store.ladders().cancel(ACCOUNT, ladder.id()));
        assertThat(ended).isEqualTo(new Ended.Cancelled(null));
        assertThat(state(kept(0))).isEqualTo(SmsState.CANCELLED);
        assertThat(get(store.ladders().cancel(ACCOUNT, ladder.id()))).isEqualTo(new Ended.Over(LadderState.CANCELLED));
        assertThat(get(store.ladders().cancel(ACCOUNT + 1, ladder.id()))).isEqualTo(new Ended.Unknown());
        seconds(620);
        assertThat(log.kept()).hasSize(1);
    }

    @Test
    void aCancelNamesWhatHasLeft() {
        LadderReport ladder = accept(Goal.DELIVERED);
        submitted(kept(0));
        assertThat(get(store.ladders().cancel(ACCOUNT, ladder.id()))).isEqualTo(new Ended.Cancelled(kept(0).id()));
    }

    @Test
    void ofEachCancelAndClaimExactlyOneWins() {
        Random random = new Random(7);
        for (int round = 0; round < 100; round++) {
            LadderReport ladder = accept(Goal.DELIVERED);
            OutboundMessage message = kept(log.kept().size() - 1);
            SmsClaim whole = new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null);
            boolean cancelFirst = random.nextBoolean();
            CompletableFuture<Ended> cancel = null;
            if (cancelFirst) {
                cancel = store.ladders().cancel(ACCOUNT, ladder.id());
            }
            var claim = store.messages().claimSms(SMSC, new SmsClaims(List.of(), List.of(whole), List.of(), 0, 0));
            if (cancel == null) {
                cancel = store.ladders().cancel(ACCOUNT, ladder.id());
            }
            boolean sent = get(claim).isEmpty();
            assertThat(sent).isEqualTo(!cancelFirst);
            assertThat(get(cancel)).isEqualTo(new Ended.Cancelled(sent ? message.id() : null));
            assertThat(report(ladder).state()).isEqualTo(LadderState.CANCELLED);
        }
    }

    @Test
    void anOptOutEndsItAtOnceWhicheverStepIsUnderWay() {
        LadderReport ladder = accept(Goal.CLICKED);
        submitted(kept(0));
        seconds(310);
        get(store.optOuts().add("Shop", TO.e164(), "ops"));
        assertThat(report(ladder).state()).isEqualTo(LadderState.OPTED_OUT);
        assertThat(state(kept(1))).isEqualTo(VoiceState.CANCELLED);
        assertThat(offer(Goal.CLICKED, null)).isEqualTo(new Outcome.Not(new AcceptOutcome.OptedOut()));
    }

    @Test
    void itWaitsAsLongAsItsAccountIsPaused() throws Exception {
        accept(Goal.DELIVERED);
        execute("INSERT INTO account_pause (account, at, reason) VALUES (7, 1, 'adjacent numbers')");
        seconds(900);
        assertThat(log.kept()).hasSize(1);
        execute("DELETE FROM account_pause");
        seconds(10);
        assertThat(log.kept()).hasSize(2);
    }

    @Test
    void itWaitsAsLongAsItsAccountHasNotPaidAndEachStepIsTakenFromTheBalance() throws Exception {
        store.charge(request -> 10);
        execute("INSERT INTO account (id, name, operator, created_at) VALUES (7, 'shop', 0, 1)");
        get(store.balances().add(ACCOUNT, 15, "ops"));
        accept(Goal.DELIVERED);
        submitted(kept(0));
        seconds(900);
        assertThat(log.kept()).as("5 are left").hasSize(1);
        assertThat(offer(Goal.DELIVERED, null))
                .isEqualTo(new Outcome.Not(new AcceptOutcome.NotPaid(new Shortage(5, 10))));
        get(store.balances().add(ACCOUNT, 5, "ops"));
        seconds(40);
        assertThat(log.kept()).hasSize(2);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void eachKeyMakesOneLadder() {
        RequestKey key = new RequestKey("k", "same");
        LadderReport made = ((Outcome.Kept) offer(Goal.DELIVERED, key)).ladder();
        Outcome again = offer(Goal.DELIVERED, key);
        assertThat(((Outcome.Repeated) again).ladder().id()).isEqualTo(made.id());
        assertThat(offer(Goal.DELIVERED, new RequestKey("k", "other")))
                .isEqualTo(new Outcome.Not(new AcceptOutcome.OtherRequest()));
        assertThat(log.kept()).hasSize(1);
    }

    @Test
    void itsEventsCountItsVersionsUpAndItsTimelineHasThem() {
        get(store.events().want(ACCOUNT));
        LadderReport ladder = accept(Goal.CLICKED);
        submitted(kept(0));
        seconds(310);
        call(kept(1), VoiceState.PLAYING, VoiceState.CONFIRMED);

        assertThat(get(store.events().after(ACCOUNT, 0, 100, new EventFilter(List.of("ladder.*"))))
                        .events())
                .extracting(
                        report -> report.event().kind() + " " + report.event().version())
                .containsExactly("ladder.step 1", "ladder.step 2", "ladder.confirmed 3");
        assertThat(get(store.ladders().timeline(ladder.id().key())))
                .extracting(SqlLadderStoreTest::words)
                .containsExactly(
                        "ladder-step step 1 as " + kept(0).id().text(),
                        "ladder-step step 2 as " + kept(1).id().text(),
                        "ladder-ended confirmed by step 2");
    }

    private static String words(TimedStep timed) {
        return timed.step().kind().label() + " " + timed.step().detail();
    }

    @Test
    void itsIdNamesItToItsAccountAlone() {
        MessageId id = accept(Goal.DELIVERED).id();
        assertThat(get(store.ladders().find(ACCOUNT + 1, id))).isEmpty();
        assertThat(get(store.ladders().find(ACCOUNT, new MessageId(id.key(), id.secret() + 1))))
                .isEmpty();
        MessageReport first = Objects.requireNonNull(get(store.ladders().find(ACCOUNT, id))
                .orElseThrow()
                .steps()
                .get(0)
                .message());
        assertThat(first.message()).isEqualTo(kept(0));
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }
}
