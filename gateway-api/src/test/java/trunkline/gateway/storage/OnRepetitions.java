package trunkline.gateway.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.link.Visits;
import trunkline.gateway.link.Visits.Manner;
import trunkline.gateway.link.Visits.Visit;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.LinkHit.Kind;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RepetitionReport;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;

/** What tests of repetitions share: a store on disk, and a clock that is turned by hand. */
abstract class OnRepetitions {

    static final String WAY = "carrier-a";
    static final long ACCOUNT = 7;
    static final String TOKEN = "0123456789";
    static final String PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0 Mobile Safari/537.36";
    static final String BOT = "facebookexternalhit/1.1 Facebot Twitterbot/1.0";

    @TempDir
    Path directory;

    final CommitLog log = new CommitLog();
    Instant now = Instant.parse("2026-11-27T08:00:00Z");
    Database database;
    SqlStore store;
    Visits visits;
    /** When messages may leave; 0 for at once. */
    long leavesAt;

    @BeforeEach
    void open() throws StoreUnusableException {
        database = Database.openForGateway("sqlite:test.db", directory);
        store = SqlStore.open(database, () -> now, System::nanoTime, log, new PlainReceipt.Reader());
        store.start();
        visits = new Visits(store.repetitions(), Duration.ofSeconds(3), this::nowMicros);
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }

    static Instant time(OutboundMessage message) {
        return Instant.EPOCH.plus(message.createdAtMicros(), ChronoUnit.MICROS);
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    /** Time passes, and is looked at each minute. */
    void minutes(int count) {
        for (int i = 0; i < count; i++) {
            later(Duration.ofMinutes(1));
            get(store.repetitions().repeatDue(nowMicros(), 100, request -> leavesAt));
        }
    }

    Kind visit(Manner manner, String agent) {
        return get(visits.visit(TOKEN, new Visit(manner, agent, false)))
                .orElseThrow()
                .kind();
    }

    List<Kind> hits(OutboundMessage message) {
        return get(store.repetitions().hits(ACCOUNT, message.id())).stream()
                .map(LinkHit::kind)
                .toList();
    }

    /** The SMSC has it. */
    void sent(OutboundMessage message) {
        Exchange exchange = new Exchange(1, 17, nowMicros(), nowMicros());
        SegmentProgress progress = new SegmentProgress(SegmentState.SUBMITTED, "a", 0, exchange);
        get(store.messages()
                .recordSubmits(
                        WAY,
                        SubmitBatch.of(List.of(
                                new SubmitRecord(message.key(), ACCOUNT, 1, 1, 1, progress, "a" + message.key())))));
    }

    RepetitionReport report(OutboundMessage message) {
        return Objects.requireNonNull(
                get(store.messages().find(ACCOUNT, message.id())).orElseThrow().repetition());
    }

    Object state(OutboundMessage message) {
        return get(store.messages().find(ACCOUNT, message.id()))
                .orElseThrow()
                .progress()
                .state();
    }

    OutboundMessage accept(int times, SendPlan plan) {
        AcceptOutcome outcome = get(store.repetitions().accept(request(plan), WAY, asked(times), null));
        return ((AcceptOutcome.Kept) outcome).message();
    }

    static Repetition asked(int times) {
        return new Repetition(times, Duration.ofMinutes(5), TOKEN, null);
    }

    static MessageRequest request(SendPlan plan) {
        return new MessageRequest(
                ACCOUNT,
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                Content.Text.of("This is an sms message. https://sms.example/" + TOKEN),
                Duration.ofDays(3),
                plan);
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.join();
    }
}
