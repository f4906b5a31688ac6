package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.store.EventPage;
import trunkline.gateway.store.EventReport;
import trunkline.gateway.store.EventStore;

/** The verbs of {@link EventStore}. */
final class SqlEventStore implements EventStore {

    private final Outbox outbox;
    private final EventRows events;
    private final Readers readers;
    private final GroupCommit writer;

    SqlEventStore(Outbox outbox, EventRows events, Readers readers, GroupCommit writer) {
        this.outbox = outbox;
        this.events = events;
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Long> want(long account) {
        return writer.write(tx -> outbox.want(tx, account));
    }

    @Override
    public CompletableFuture<EventPage> after(long account, long afterId, int limit, EventFilter filter) {
        return readers.read(sql -> events.after(sql, account, afterId, limit, filter));
    }

    @Override
    public CompletableFuture<List<EventReport>> byIds(long account, List<Long> ids) {
        return readers.read(sql -> find(sql, account, ids));
    }

    private List<EventReport> find(Statements sql, long account, List<Long> ids) throws SQLException {
        List<EventReport> found = new ArrayList<>(ids.size());
        for (long id : ids) {
            EventReport event = events.find(sql, account, id);
            if (event != null) {
                found.add(event);
            }
        }
        return found;
    }

    @Override
    public CompletableFuture<Integer> count(long account, long afterId, EventFilter filter, int max) {
        return readers.read(sql -> EventRows.count(sql, account, afterId, filter, max));
    }

    @Override
    public CompletableFuture<Integer> drop(long beforeMicros, int limit) {
        return writer.write(tx -> EventRows.drop(tx, MessageKeys.before(beforeMicros), limit));
    }
}
