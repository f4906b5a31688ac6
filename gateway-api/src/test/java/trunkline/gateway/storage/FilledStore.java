package trunkline.gateway.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.inbound.InboundRules;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.inbound.OptWords;
import trunkline.gateway.inbound.OwnNumbers;
import trunkline.gateway.message.BodyKeeping;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.ErasureStore;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;

/** A store on disk with a clock that is turned by hand, messages that have gone all the ways there are, and a look at every row. */
public final class FilledStore implements AutoCloseable {

    public static final String WAY = "carrier-a";
    public static final long ACCOUNT = 7;
    static final String SENDER = "+46736265400";

    private final Path directory;
    private final CommitLog log = new CommitLog();
    private BodyKeeping bodies = BodyKeeping.ALL;
    private Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private Database database;
    private SqlStore store;
    private InboundStore inbound;

    private FilledStore(Path directory, Database database, SqlStore store, InboundStore inbound) {
        this.directory = directory;
        this.database = database;
        this.store = store;
        this.inbound = inbound;
    }

    @SuppressWarnings("NullAway") // open() sets what is null here
    public static FilledStore open(Path directory) throws StoreUnusableException {
        FilledStore filled = new FilledStore(directory, null, null, null);
        filled.open();
        return filled;
    }

    /** One whose file is a copy of {@code file}. */
    static FilledStore open(Path directory, Path file) throws IOException, StoreUnusableException {
        Files.copy(file, directory.resolve("test.db"));
        return open(directory);
    }

    private void open() throws StoreUnusableException {
        database = Database.openForGateway("sqlite:test.db", directory);
        store = SqlStore.open(database, () -> now, System::nanoTime, log, new PlainReceipt.Reader());
        InboundRules rules = new InboundRules(
                new OwnNumbers(List.of()),
                Duration.ofHours(1),
                OptWords.with(Map.of()),
                new InboundRules.Replies("", "", "", List.of(), 3),
                bodies);
        inbound = store.inbound(rules, PlainInbound.READER, (account, from, to, text, way) -> null, 100);
        store.start();
    }

    /** Erases a phone by the command line, while this store is open. */
    ErasureStore.Outcome eraseBeside(ErasureStore.Wish wish) throws StoreUnusableException {
        try (Database beside = Database.openBeside("sqlite:test.db", directory);
                StoreErasure erasure = StoreErasure.open(beside)) {
            return erasure.erase(wish, nowMicros());
        }
    }

    /** Octets of the file of the write-ahead log. */
    long logOctets() throws IOException {
        return Files.size(directory.resolve("test.db-wal"));
    }

    /** From now on texts from phones do not stay. */
    void dropsBodies() throws StoreUnusableException {
        bodies = new BodyKeeping(BodyKeeping.Bodies.DROP, Map.of());
        restart();
    }

    /** Closes it and opens it again. */
    public void restart() throws StoreUnusableException {
        close();
        open();
    }

    public SqlStore store() {
        return store;
    }

    InboundStore inbound() {
        return inbound;
    }

    CommitLog log() {
        return log;
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    public long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }

    static MessageRequest sms(String to, Content content, SendPlan plan) {
        return new MessageRequest(ACCOUNT, new Sender(SENDER), new PhoneNumber(to), content, Duration.ofDays(3), plan);
    }

    public OutboundMessage accept(String to, String text) {
        return accept(sms(to, new Content.Text(text, SmsOptions.NONE, SmsSize.of("gsm7", 2)), SendPlan.NOW), WAY);
    }

    /** One whose text is not to be kept. */
    public OutboundMessage acceptPassing(String to, String text) {
        SmsOptions passing = SmsOptions.NONE.storingBody(false);
        return accept(sms(to, new Content.Text(text, passing, SmsSize.of("gsm7", 2)), SendPlan.NOW), WAY);
    }

    OutboundMessage accept(MessageRequest request, String way) {
        return ((AcceptOutcome.Kept) store.messages().accept(request, way).join()).message();
    }

    /** What became of the first of two segments, and the id under which receipts will speak of it. */
    private void submit(OutboundMessage message, int segment, SegmentState state, @Nullable String id) {
        Exchange exchange = new Exchange(1, 17, nowMicros(), nowMicros());
        SubmitRecord result = new SubmitRecord(
                message.key(), ACCOUNT, segment, 2, 1, new SegmentProgress(state, id, 0, exchange), id);
        Step step = new Step(message.key(), Step.Kind.UNANSWERED, segment, 1, exchange, 0, "again");
        store.messages()
                .recordSubmits(WAY, new SubmitBatch(List.of(result), List.<Retry>of(), List.of(step)))
                .join();
    }

    /** Its SMSC has both segments, one of which it did not answer at first. */
    public void submitted(OutboundMessage message) {
        submit(message, 1, SegmentState.UNANSWERED, null);
        store.messages()
                .recordLate(
                        WAY,
                        new SubmitRecord(
                                message.key(),
                                ACCOUNT,
                                1,
                                2,
                                1,
                                new SegmentProgress(
                                        SegmentState.SUBMITTED,
                                        message.key() + "-1",
                                        0,
                                        new Exchange(1, 17, nowMicros(), nowMicros())),
                                message.key() + "-1"))
                .join();
        submit(message, 2, SegmentState.SUBMITTED, message.key() + "-2");
    }

    /** Its receipts have come. */
    public void delivered(OutboundMessage message) {
        submitted(message);
        for (int segment = 1; segment <= 2; segment++) {
            store.receipts()
                    .record(WAY, List.of(PlainReceipt.of(SegmentState.DELIVERED, message.key() + "-" + segment)))
                    .join();
        }
    }

    /** A voice message that was played. */
    OutboundMessage played(String to) {
        OutboundMessage message = accept(sms(to, new Content.Voice("a.mp3", "prompt-a"), SendPlan.NOW), "pbx");
        store.messages()
                .claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), message.key()))
                .join();
        CallTrace trace = new CallTrace("pbx", "call-1", List.of(), 0);
        store.messages()
                .recordCalls(List.of(new CallRecord(message.key(), VoiceState.PLAYED, null, null, trace, 0)))
                .join();
        return message;
    }

    /** All rows that say {@code text} in one of their columns, each as its table and values. */
    List<String> rowsWith(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        String row = table + read(rows);
                        if (row.contains(text)) {
                            found.add(row);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static Set<String> tables(Statement statement) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static List<String> read(ResultSet rows) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            Object value = rows.getObject(column);
            values.add(
                    value instanceof byte[] octets
                            ? new String(octets, StandardCharsets.ISO_8859_1)
                            : String.valueOf(value));
        }
        return values;
    }

    /** Whether any file of the store has these characters. */
    boolean isOnDisk(String characters) {
        for (String file : List.of("test.db", "test.db-wal")) {
            try {
                byte[] octets = Files.readAllBytes(directory.resolve(file));
                if (new String(octets, StandardCharsets.ISO_8859_1).contains(characters)) {
                    return true;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }

    /** Waits until no file has these characters any more. What was removed is wiped from time to time, as a gateway does. */
    void awaitGone(String characters) {
        await().atMost(30, SECONDS).until(() -> {
            store.retention().wipeRemains();
            return !isOnDisk(characters);
        });
    }

    /** How SQLite would go about a statement: one line for each table. */
    List<String> plan(String sql) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                plan.add(rows.getString("detail"));
            }
        }
        return plan;
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.join();
    }

    @Override
    public void close() {
        store.close();
        database.close();
    }
}
