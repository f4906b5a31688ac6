package trunkline.gateway.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
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
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.LadderStore.Begun;
import trunkline.gateway.store.LadderStore.Due;
import trunkline.gateway.store.LadderStore.Outcome;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.Timeline.TimedStep;

/** What tests of ladders share: a store on disk, a clock that is turned by hand, and a ladder of an SMS, a call, and an SMS. */
abstract class OnLadders {

    static final String SMSC = "carrier-a";
    static final String TRUNK = "pbx";
    static final long ACCOUNT = 7;
    static final PhoneNumber TO = new PhoneNumber("+46736265449");
    static final Sender FROM = new Sender("Shop");
    static final Content.Voice CALL = new Content.Voice("alarm.mp3", "3f9a", new VoiceOptions(null, null, "1", 0));

    @TempDir
    Path directory;

    final CommitLog log = new CommitLog();
    Instant now = Instant.parse("2026-11-27T08:00:00Z");
    Database database;
    SqlStore store;

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

    static LadderStep step(Content content, Goal goal) {
        return new LadderStep(FROM, TO, content, null, null, SendPlan.NOW, goal, Duration.ofMinutes(5), null);
    }

    static List<LadderStep> steps(Goal first) {
        return List.of(
                step(Content.Text.of("fire"), first),
                step(CALL, Goal.CONFIRMED),
                step(Content.Text.of("fire!"), Goal.DELIVERED));
    }

    Begun begun(LadderStep step) {
        Content content = step.isVoice() ? CALL : step.content();
        MessageRequest request = new MessageRequest(ACCOUNT, FROM, TO, content, Duration.ofHours(1));
        Repetition once = step.goal() == Goal.CLICKED
                ? new Repetition(1, step.patience(), "tok" + log.kept().size(), null)
                : null;
        return new Begun(request, step.isVoice() ? TRUNK : SMSC, once, 0);
    }

    LadderReport accept(Goal first) {
        return ((Outcome.Kept) offer(first, null)).ladder();
    }

    Outcome offer(Goal first, @Nullable RequestKey key) {
        List<LadderStep> steps = steps(first);
        return get(store.ladders().accept(ACCOUNT, "order 17", steps, begun(steps.get(0)), key));
    }

    LadderReport report(LadderReport ladder) {
        return get(store.ladders().find(ACCOUNT, ladder.id())).orElseThrow();
    }

    List<Due> due() {
        return get(store.ladders().due(micros(now), 100));
    }

    /** Time passes, and is looked at each ten seconds; what is due begins. */
    void seconds(int count) {
        for (int i = 0; i < count; i += 10) {
            now = now.plusSeconds(10);
            due().forEach(one -> get(store.ladders().begin(one, begun(one.step()))));
        }
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    OutboundMessage kept(int index) {
        return log.kept().get(index);
    }

    void submitted(OutboundMessage message) {
        SegmentProgress progress =
                new SegmentProgress(SegmentState.SUBMITTED, "a", 0, new Exchange(1, 17, micros(now), micros(now)));
        get(store.messages()
                .recordSubmits(
                        SMSC,
                        SubmitBatch.of(List.of(
                                new SubmitRecord(message.key(), ACCOUNT, 1, 1, 1, progress, "a" + message.key())))));
    }

    void ends(OutboundMessage message, SmsState state) {
        get(store.messages().end(List.of(new Ending(message.key(), state, "told so"))));
    }

    void call(OutboundMessage message, VoiceState... states) {
        get(store.messages().claimCalls(TRUNK, new CallClaims(List.of(message.key()), List.of(), 0)));
        for (VoiceState state : states) {
            get(store.messages().recordCalls(List.of(new CallRecord(message.key(), state, null, null))));
        }
    }

    List<Long> minutesOfSteps() {
        return log.kept().stream()
                .map(message -> (message.createdAtMicros() - kept(0).createdAtMicros()) / 60_000_000)
                .toList();
    }

    Object state(OutboundMessage message) {
        return get(store.messages().find(ACCOUNT, message.id()))
                .orElseThrow()
                .progress()
                .state();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String words(TimedStep timed) {
        return timed.step().kind().label() + " " + timed.step().detail();
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }
}
