package trunkline.gateway.dispatch;

import java.time.Duration;
import java.util.concurrent.Executor;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.MessageStoreContract;
import trunkline.gateway.store.ReceiptStore;

class InMemoryMessageStoreTest implements MessageStoreContract {

    private final CommitLog log = new CommitLog();
    private final InMemoryMessageStore store = new InMemoryMessageStore(log);
    private long nowMicros = 1_000_000;

    @Override
    public MessageStore store() {
        return store;
    }

    @Override
    public ReceiptStore receipts() {
        return store;
    }

    @Override
    public long nowMicros() {
        store.setClock(() -> nowMicros);
        return nowMicros;
    }

    @Override
    public void later(Duration time) {
        nowMicros = nowMicros() + time.toNanos() / 1_000;
    }

    /** The store is confined to one thread. */
    @Override
    public Executor racer() {
        return Runnable::run;
    }

    @Override
    public CommitLog log() {
        return log;
    }
}
