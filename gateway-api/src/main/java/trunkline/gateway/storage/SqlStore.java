package trunkline.gateway.storage;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.AccountStore;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.ReceiptStore;
import trunkline.gateway.store.VoiceFileStore;

/** The store of a gateway: one writer, a few readers, and what they keep. */
public final class SqlStore implements AutoCloseable {

    private final Readers readers;
    private final GroupCommit writer;
    private final MessageStore messages;
    private final ReceiptStore receipts;
    private final VoiceFileStore voiceFiles;

    private SqlStore(MessageKeys keys, Ways ways, ReceiptRows receipts, Readers readers, GroupCommit writer) {
        this.readers = readers;
        this.writer = writer;
        this.messages = new SqlMessageStore(keys, ways, receipts, readers, writer);
        this.receipts = new SqlReceiptStore(receipts, ways, readers, writer);
        this.voiceFiles = new SqlVoiceFiles(readers, writer);
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
            MessageKeys keys = new MessageKeys(Math.max(
                    highest(statements, "SELECT MAX(key) FROM message"),
                    Math.max(
                            highest(statements, "SELECT MAX(id) FROM unmatched_receipt"),
                            highest(statements, "SELECT MAX(id) FROM step"))));
            Ways ways = new Ways();
            ReceiptRows receipts = new ReceiptRows(keys, ways, reader);
            receipts.load(statements);
            return new SqlStore(
                    keys,
                    ways,
                    receipts,
                    new Readers(database),
                    new GroupCommit(statements, clock, nanoClock, listener));
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot open the store", e);
        }
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

    public ReceiptStore receipts() {
        return receipts;
    }

    public VoiceFileStore voiceFiles() {
        return voiceFiles;
    }

    public AccountStore accounts() {
        return hash -> readers.read(sql -> Optional.ofNullable(SqlAccounts.byKeyHash(sql, hash)));
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
