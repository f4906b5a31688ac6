package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.StateChange;

/** One transaction of the writer: what its pieces of work share, and what is told once it is committed. */
final class Tx {

    private final Statements statements;
    private final long nowMicros;
    private final List<OutboundMessage> kept = new ArrayList<>();
    private final List<StateChange> changes = new ArrayList<>();
    private final List<Runnable> onCommit = new ArrayList<>();
    private final Outbox outbox;
    private final PassingTexts texts;
    private final Balances balances;
    private final ChangeHook hook;
    private final Set<Long> told = new HashSet<>();
    private int events;
    private boolean remains;

    /** @param hook told of each change, in this transaction */
    Tx(Statements statements, long nowMicros, Outbox outbox, PassingTexts texts, Balances balances, ChangeHook hook) {
        this.statements = statements;
        this.nowMicros = nowMicros;
        this.outbox = outbox;
        this.texts = texts;
        this.balances = balances;
        this.hook = hook;
    }

    /** The texts that are not to stay. */
    PassingTexts texts() {
        return texts;
    }

    /** What accounts have paid in advance. */
    Balances balances() {
        return balances;
    }

    /** Something was removed of which the write-ahead log may still have a copy. */
    void leavesRemains() {
        remains = true;
    }

    boolean hasRemains() {
        return remains;
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

    /** Announces that a message of {@code account} has moved on, and writes the event of it if the account wants events. */
    void changes(long account, StateChange change) throws SQLException {
        changes.add(change);
        texts.moved(this, change.key(), change.state());
        if (outbox.isWantedByAny()) {
            emit(account, EventKinds.of(change.state()), change.key(), change.version(), null);
        }
        hook.changed(this, change);
    }

    /**
     * Writes an event in this transaction, if its account wants events; its webhooks leave after the commit.
     *
     * @param kind one of {@link EventKinds}
     * @param message the message that it happened to, 0 for none
     * @param version of that message, 0 for none
     * @param data a JSON object of what only this kind has to say, null for nothing
     * @return its id, 0 if its account wants none
     */
    long emit(long account, String kind, long message, int version, @Nullable String data) throws SQLException {
        long id = outbox.write(this, account, kind, message, version, data);
        if (id != 0) {
            told.add(account);
            events++;
        }
        return id;
    }

    /** Whether an event of the account would be written. */
    boolean isWanted(long account) {
        return outbox.isWantedBy(account);
    }

    /** Events in this transaction. */
    int events() {
        return events;
    }

    /** Accounts that have events in this transaction. */
    Set<Long> told() {
        return told;
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
