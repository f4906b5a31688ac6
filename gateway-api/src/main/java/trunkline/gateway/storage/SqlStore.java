package trunkline.gateway.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.AccountDirectory;
import trunkline.gateway.account.AccountNames;
import trunkline.gateway.account.AccountStore;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.account.NumberSwitches;
import trunkline.gateway.account.ServiceKeyStore;
import trunkline.gateway.bank.BankStore;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.inbound.InboundRules;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.inbound.OptOutStore;
import trunkline.gateway.inbound.ReplyForm;
import trunkline.gateway.limit.BalanceStore;
import trunkline.gateway.limit.DayUse;
import trunkline.gateway.limit.PauseStore;
import trunkline.gateway.limit.Price;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.store.BatchStore;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.ConversationStore;
import trunkline.gateway.store.EndpointStore;
import trunkline.gateway.store.ErasureStore;
import trunkline.gateway.store.EventStore;
import trunkline.gateway.store.ExportStore;
import trunkline.gateway.store.HistoryStore;
import trunkline.gateway.store.LadderStore;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.ReceiptStore;
import trunkline.gateway.store.RepetitionStore;
import trunkline.gateway.store.RetentionStore;
import trunkline.gateway.store.VoiceFileStore;
import trunkline.gateway.template.TemplateStore;

/** The store of a gateway: one writer, a few readers, and what they keep. */
public final class SqlStore implements AutoCloseable {

    private final Ways ways;
    private final Inbox inbox;
    private final MessageKeys keys;
    private final Readers readers;
    private final GroupCommit writer;
    private final MessageStore messages;
    private final RepetitionStore repetitions;
    private final LadderStore ladders;
    private final OptOutEnds optOutEnds;
    private final ReceiptStore receipts;
    private final VoiceFileStore voiceFiles;
    private final BatchStore batches;
    private final LadderRows ladderRows;
    private final InstantSource clock;
    private final EventStore events;
    private final EndpointStore endpoints;
    private final ExportStore exports;
    private final Recount recount;

    private SqlStore(
            MessageKeys keys,
            Ways ways,
            ReceiptRows receipts,
            Inbox inbox,
            Outbox outbox,
            Readers readers,
            LadderRows ladderRows,
            GroupCommit writer,
            InstantSource clock,
            Database database) {
        this.ways = ways;
        this.ladderRows = ladderRows;
        this.inbox = inbox;
        this.keys = keys;
        this.readers = readers;
        this.writer = writer;
        EventRows rows = new EventRows(new MessageRows(ways));
        this.events = new SqlEventStore(outbox, rows, readers, writer);
        this.endpoints = new SqlEndpointStore(keys, outbox, rows, readers, writer, clock);
        SqlMessageStore kept = new SqlMessageStore(keys, ways, receipts, inbox.optOuts(), readers, writer);
        this.messages = kept;
        RepetitionEnds repetitionEnds = new RepetitionEnds(keys, ways);
        this.optOutEnds = new OptOutEnds(repetitionEnds, ladderRows);
        this.repetitions =
                new SqlRepetitionStore(kept, keys, ways, inbox.optOuts(), repetitionEnds, ladderRows, readers, writer);
        this.ladders = new SqlLadderStore(kept, keys, ways, ladderRows, readers, writer);
        this.receipts = new SqlReceiptStore(receipts, ways, readers, writer);
        this.voiceFiles = new SqlVoiceFiles(readers, writer);
        this.batches = new SqlBatches(kept, writer);
        this.clock = clock;
        this.exports = new SqlExports(database, new ListRows(new MessageRows(ways)));
        this.recount = new Recount(ladderRows, inbox.parts());
    }

    /**
     * Opens the writer's connection; {@link #start} starts the threads.
     *
     * @param listener is told what each commit brings
     * @param reader reads the receipts again that wait
     */
    public static SqlStore open(
            Database database,
            InstantSource clock,
            LongSupplier nanoClock,
            CommitListener listener,
            ReceiptReading.Reader reader)
            throws StoreUnusableException {
        try {
            Statements statements = new Statements(database.connect());
            MessageKeys keys = new MessageKeys(highestKey(statements));
            Ways ways = new Ways();
            ReceiptRows receipts = new ReceiptRows(keys, ways, reader);
            receipts.load(statements);
            Outbox outbox = new Outbox(keys);
            outbox.load(statements);
            Inbox inbox = Inbox.load(statements, keys, ways);
            PassingTexts texts = new PassingTexts(database.secret());
            texts.load(statements);
            LadderRows ladders = new LadderRows(keys, ways);
            ladders.load(statements);
            return new SqlStore(
                    keys,
                    ways,
                    receipts,
                    inbox,
                    outbox,
                    new Readers(database),
                    ladders,
                    new GroupCommit(statements, clock, nanoClock, listener, outbox, texts, ladders),
                    clock,
                    database);
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot open the store", e);
        }
    }

    private static long highestKey(Statements statements) throws SQLException {
        long highest = 0;
        for (String query : List.of(
                "SELECT MAX(key) FROM message",
                "SELECT MAX(claimed_up_to) FROM way",
                "SELECT MAX(id) FROM unmatched_receipt",
                "SELECT MAX(id) FROM step",
                "SELECT MAX(position) FROM endpoint",
                "SELECT MAX(key) FROM inbound",
                "SELECT MAX(key) FROM ladder",
                "SELECT MAX(id) FROM inbound_long",
                "SELECT MAX(id) FROM opt_out",
                "SELECT MAX((SELECT MAX(id) FROM event e WHERE e.account = r.account)) FROM event_reader r")) {
            highest = Math.max(highest, highest(statements, query));
        }
        return highest;
    }

    private static long highest(Statements statements, String query) throws SQLException {
        Long highest = statements.first(row -> row.getLong(1), query);
        return highest == null ? 0 : highest;
    }

    public void start() throws StoreUnusableException {
        try {
            readers.start();
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot open the store for reading", e);
        }
        writer.start();
    }

    public MessageStore messages() {
        return messages;
    }

    public RepetitionStore repetitions() {
        return repetitions;
    }

    public LadderStore ladders() {
        return ladders;
    }

    public BatchStore batches() {
        return batches;
    }

    public ReceiptStore receipts() {
        return receipts;
    }

    /** Removes what concerns a phone; once, so that two do not run at a time. */
    public ErasureStore erasure() {
        return new SqlErasure(inbox.parts(), ladderRows, readers, writer, clock);
    }

    public ExportStore exports() {
        return exports;
    }

    /** Lets go of what is old. */
    public RetentionStore retention() {
        return new SqlRetentionStore(readers, writer);
    }

    /**
     * Where messages from phones are kept; once.
     *
     * @param rules what follows from them
     * @param reader reads what was kept
     * @param replies makes messages of what is answered
     */
    public InboundStore inbound(InboundRules rules, InboundReading.Reader reader, ReplyForm replies) {
        return inbound(rules, reader, replies, InboundParts.WAITING_MAX);
    }

    InboundStore inbound(InboundRules rules, InboundReading.Reader reader, ReplyForm form, int waitingMax) {
        AutoReplies replies = new AutoReplies(keys, new MessageRows(ways), rules, form);
        return new SqlInboundStore(inbox, replies, optOutEnds, ways, rules, reader, waitingMax, readers, writer);
    }

    public ConversationStore conversations() {
        ConversationRows rows = new ConversationRows(new MessageRows(ways), inbox.messages());
        return (account, number, beforeKey, limit) ->
                readers.read(sql -> rows.find(sql, account, number, beforeKey, limit));
    }

    public HistoryStore histories() {
        return new SqlHistories(new HistoryRows(new MessageRows(ways), inbox.messages()), readers);
    }

    public NumberSwitches numberSwitches() {
        return new SqlNumberSwitches(readers, writer);
    }

    public TemplateStore templates() {
        return new SqlTemplates(readers, writer);
    }

    public OptOutStore optOuts() {
        return new SqlOptOuts(inbox.optOuts(), optOutEnds, readers, writer);
    }

    public VoiceFileStore voiceFiles() {
        return voiceFiles;
    }

    public EventStore events() {
        return events;
    }

    public EndpointStore endpoints() {
        return endpoints;
    }

    public AccountStore accounts() {
        return hash -> readers.read(sql -> Optional.ofNullable(
                SqlAccounts.byKeyHash(sql, hash, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()))));
    }

    public AccountNames accountNames() {
        return id -> readers.read(sql -> Optional.ofNullable(SqlAccounts.nameOf(sql, id)));
    }

    public ServiceKeyStore serviceKeys() {
        return keyId -> readers.read(sql -> Optional.ofNullable(SqlAccounts.serviceKey(sql, keyId)));
    }

    public AuditStore audit() {
        return new SqlAudit(readers, writer);
    }

    public AccountDirectory directory() {
        return new SqlDirectory(readers);
    }

    public BalanceStore balances() {
        return new SqlBalances(readers, writer);
    }

    /** Takes from balances what messages cost, in millionths, from now on. */
    public void charge(ToLongFunction<MessageRequest> cost) {
        writer.balances().charge(cost);
    }

    /** Looks whether any account pays in advance: the command line may have changed that. */
    public CompletableFuture<Boolean> lookForBalances() {
        return readers.read(sql -> writer.balances().look(sql));
    }

    public BankStore banks() {
        return new SqlBanks(keys, ways, readers, writer);
    }

    public PauseStore pauses() {
        return new SqlPauses(readers, writer);
    }

    /** Messages that were kept since this moment, microseconds since 1970 in UTC. */
    public CompletableFuture<List<DayUse>> sentSince(long micros) {
        return readers.read(sql -> sql.list(
                row -> new DayUse(row.getLong(1), row.getInt(2) != 0, row.getString(3), row.getLong(4), row.getLong(5)),
                "SELECT account, voice, substr(recipient, 1, ?), COUNT(*), SUM(COALESCE(segments, 1)) FROM message"
                        + " WHERE key > ? GROUP BY 1, 2, 3",
                1 + Price.DIGITS_MAX,
                MessageKeys.before(micros)));
    }

    /** Counts again what is counted in memory, if the command line has written to the store since the last time; whether it has. */
    public CompletableFuture<Boolean> recount() {
        return writer.write(recount::look);
    }

    /** What the writer has done. */
    public CommitFigures commits() {
        return writer.figures();
    }

    /** Messages that were offered and wait for their commit. */
    public int waiting() {
        return writer.waitingOffers();
    }

    /** Why nothing can be kept any more, or null as long as all is well. */
    public @Nullable String broken() {
        return writer.broken();
    }

    /** Writes what is waiting and closes the connections. */
    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
