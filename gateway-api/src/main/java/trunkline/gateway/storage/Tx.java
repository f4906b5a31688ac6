package trunkline.gateway.storage;

import java.util.ArrayList;
import java.util.List;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.StateChange;

/** One transaction of the writer: what its pieces of work share, and what is told once it is committed. */
final class Tx {

    private final Statements statements;
    private final long nowMicros;
    private final List<OutboundMessage> kept = new ArrayList<>();
    private final List<StateChange> changes = new ArrayList<>();
    private final List<Runnable> onCommit = new ArrayList<>();

    Tx(Statements statements, long nowMicros) {
        this.statements = statements;
        this.nowMicros = nowMicros;
    }

    Statements sql() {
        return statements;
    }

    /** The time of everything that this transaction writes. */
    long nowMicros() {
        return nowMicros;
    }

    /** Announces a message that the commit will have kept. */
    void keeps(OutboundMessage message) {
        kept.add(message);
    }

    /** What was announced, in the order of its keys. */
    List<OutboundMessage> kept() {
        return kept;
    }

    /** Announces that a message has moved on. */
    void changes(StateChange change) {
        changes.add(change);
    }

    /** What has moved on, in order. */
    List<StateChange> changes() {
        return changes;
    }

    /** Has {@code task} run on the writer's thread once this is committed, for what is remembered of the tables. */
    void onCommit(Runnable task) {
        onCommit.add(task);
    }

    void committed() {
        onCommit.forEach(Runnable::run);
    }
}
