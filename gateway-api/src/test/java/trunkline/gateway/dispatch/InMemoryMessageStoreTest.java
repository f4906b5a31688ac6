package trunkline.gateway.dispatch;

import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.MessageStoreContract;
import trunkline.gateway.store.ReceiptStore;

class InMemoryMessageStoreTest extends MessageStoreContract {

    private final CommitLog log = new CommitLog();
    private final InMemoryMessageStore store = new InMemoryMessageStore(log);

    @Override
    protected MessageStore store() {
        return store;
    }

    @Override
    protected ReceiptStore receipts() {
        return store;
    }

    @Override
    protected CommitLog log() {
        return log;
    }
}
