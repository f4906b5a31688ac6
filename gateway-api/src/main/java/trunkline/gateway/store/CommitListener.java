package trunkline.gateway.store;

import java.util.List;
import java.util.Set;
import trunkline.gateway.message.OutboundMessage;

/**
 * Told what each commit has brought, on the writer's thread and before those who asked for it: what it does must be short
 * and must not block.
 */
public interface CommitListener {

    /** Messages that are kept from now on, in the order of their keys. */
    void onKept(List<OutboundMessage> messages);

    /** Messages that have moved on, in the order in which they did. */
    void onChanged(List<StateChange> changes);

    /** Accounts that have new events. */
    void onEvents(Set<Long> accounts);
}
