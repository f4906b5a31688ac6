package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.MessageStoreContract;

class InMemoryMessageStoreTest extends MessageStoreContract {

    private final List<OutboundMessage> kept = new ArrayList<>();
    private final InMemoryMessageStore store = new InMemoryMessageStore(kept::addAll);

    @Override
    protected MessageStore store() {
        return store;
    }

    @Override
    protected List<OutboundMessage> kept() {
        return kept;
    }
}
