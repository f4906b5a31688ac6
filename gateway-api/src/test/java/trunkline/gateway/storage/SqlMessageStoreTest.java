package trunkline.gateway.storage;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.MessageStoreContract;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.ReceiptStore;

class SqlMessageStoreTest extends MessageStoreContract {

    @TempDir
    private Path directory;

    private final CommitLog log = new CommitLog();
    private Database database;
    private SqlStore store;

    @BeforeEach
    void open() throws StoreUnusableException {
        database = Database.openForGateway("sqlite:test.db", directory);
        store = SqlStore.open(database, InstantSource.system(), System::nanoTime, log, new PlainReceipt.Reader());
        store.start();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Override
    protected MessageStore store() {
        return store.messages();
    }

    @Override
    protected ReceiptStore receipts() {
        return store.receipts();
    }

    @Override
    protected CommitLog log() {
        return log;
    }
}
