package trunkline.gateway.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import trunkline.gateway.message.OutboundMessage;

/** Remembers what commits have brought, and passes messages on. */
public final class CommitLog implements CommitListener {

    private final Consumer<List<OutboundMessage>> next;
    private final List<OutboundMessage> kept = new CopyOnWriteArrayList<>();
    private final List<StateChange> changes = new CopyOnWriteArrayList<>();
    private final List<Long> accounts = new CopyOnWriteArrayList<>();

    public CommitLog() {
        this(messages -> {});
    }

    /** @param next given the messages that are kept */
    public CommitLog(Consumer<List<OutboundMessage>> next) {
        this.next = next;
    }

    @Override
    public void onKept(List<OutboundMessage> messages) {
        kept.addAll(messages);
        next.accept(messages);
    }

    @Override
    public void onChanged(List<StateChange> moved) {
        changes.addAll(moved);
    }

    @Override
    public void onEvents(Set<Long> some) {
        accounts.addAll(some);
    }

    /** Accounts that were told to have events, one after the other. */
    public List<Long> accounts() {
        return accounts;
    }

    public List<OutboundMessage> kept() {
        return kept;
    }

    public List<StateChange> changes() {
        return changes;
    }

    /** What has moved on since the last call. */
    public List<StateChange> takeChanges() {
        List<StateChange> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }
}
