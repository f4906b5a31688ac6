package trunkline.gateway.dispatch;

import java.time.Duration;
import java.util.concurrent.Executor;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.MessageStoreContract;
import trunkline.gateway.store.ReceiptStore;

class InMemoryMessageStoreTest extends MessageStoreContract {

    private final CommitLog log = new CommitLog();
    private final InMemoryMessageStore store = new InMemoryMessageStore(log);
    private long nowMicros = 1_000_000;

    @Override
    protected MessageStore store() {
        return store;
    }

    @Override
    protected ReceiptStore receipts() {
        return store;
    }

    @Override
    protected long nowMicros() {
        store.setClock(() -> nowMicros);
        return nowMicros;
    }

    @Override
    protected void later(Duration time) {
        nowMicros = nowMicros() + time.toNanos() / 1_000;
    }

    /** The store is confined to one thread. */
    @Override
    protected Executor racer() {
        return Runnable::run;
    }

    @Override
    protected CommitLog log() {
        return log;
    }
}
