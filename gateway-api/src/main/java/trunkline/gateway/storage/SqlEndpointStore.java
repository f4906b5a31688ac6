package trunkline.gateway.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointSecret;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.DeadLetter;
import trunkline.gateway.store.DeliveryBatch;
import trunkline.gateway.store.DeliveryRetry;
import trunkline.gateway.store.EndpointState;
import trunkline.gateway.store.EndpointStore;
import trunkline.gateway.store.RequestKey;

/** The verbs of {@link EndpointStore}. */
final class SqlEndpointStore implements EndpointStore {

    private final MessageKeys keys;
    private final Outbox outbox;
    private final DeliveryRows deliveries;
    private final Readers readers;
    private final GroupCommit writer;
    private final InstantSource clock;

    SqlEndpointStore(
            MessageKeys keys,
            Outbox outbox,
            EventRows events,
            Readers readers,
            GroupCommit writer,
            InstantSource clock) {
        this.keys = keys;
        this.outbox = outbox;
        this.deliveries = new DeliveryRows(events);
        this.readers = readers;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Creation> create(
            long account, Endpoint.Settings settings, EndpointSecret secret, int most, @Nullable RequestKey key) {
        return writer.write(tx -> {
            Creation before = key == null ? null : made(tx, account, key);
            if (before != null) {
                return before;
            }
            Endpoint made = EndpointRows.insert(tx, keys, account, settings, secret, most);
            if (made == null) {
                return new Creation.TooMany();
            }
            outbox.want(tx, account);
            EndpointTrail.added(tx, made);
            if (key != null) {
                RequestKeyRows.put(tx, account, key, made.key());
            }
            return new Creation.Made(made, secret);
        });
    }

    @Override
    public CompletableFuture<Optional<Creation>> made(long account, RequestKey key) {
        return writer.write(tx -> Optional.ofNullable(made(tx, account, key)));
    }

    private static @Nullable Creation made(Tx tx, long account, RequestKey key) throws SQLException {
        RequestKeyRows.Made before = RequestKeyRows.find(tx.sql(), tx.nowMicros(), account, key);
        if (before == null) {
            return null;
        }
        EndpointState state =
                tx.texts().isSame(before, key) ? EndpointRows.state(tx.sql(), before.message(), tx.nowMicros()) : null;
        return state == null || state.secrets().isEmpty()
                ? new Creation.OtherRequest()
                : new Creation.Repeated(state.endpoint(), state.secrets().get(0));
    }

    @Override
    public CompletableFuture<List<Endpoint>> list(long account) {
        return readers.read(sql -> EndpointRows.list(sql, account));
    }

    @Override
    public CompletableFuture<Optional<Endpoint>> find(long account, MessageId id) {
        return readers.read(sql -> Optional.ofNullable(EndpointRows.find(sql, account, id)));
    }

    @Override
    public CompletableFuture<Optional<Endpoint>> change(
            long account, MessageId id, UnaryOperator<Endpoint.Settings> change) {
        return writer.write(tx -> {
            Endpoint endpoint = EndpointRows.find(tx.sql(), account, id);
            if (endpoint == null) {
                return Optional.empty();
            }
            Endpoint.Settings wanted = change.apply(endpoint.settings());
            EndpointTrail.changed(tx, endpoint, wanted);
            return Optional.of(EndpointRows.update(tx, endpoint, wanted));
        });
    }

    @Override
    public CompletableFuture<Boolean> remove(long account, MessageId id) {
        return writer.write(tx -> {
            Endpoint endpoint = EndpointRows.find(tx.sql(), account, id);
            if (endpoint == null) {
                return false;
            }
            EndpointTrail.removed(tx, endpoint);
            return EndpointRows.remove(tx, account, id);
        });
    }

    @Override
    public CompletableFuture<Boolean> rotate(long account, MessageId id, EndpointSecret secret, long oldUntilMicros) {
        return writer.write(tx -> {
            Endpoint endpoint = EndpointRows.find(tx.sql(), account, id);
            if (endpoint == null) {
                return false;
            }
            EndpointRows.rotate(tx, endpoint.key(), secret, oldUntilMicros);
            EndpointTrail.rotated(tx, endpoint);
            return true;
        });
    }

    @Override
    public CompletableFuture<List<EndpointState>> all() {
        return readers.read(sql -> EndpointRows.all(sql, nowMicros()));
    }

    @Override
    public CompletableFuture<Optional<EndpointState>> state(long endpoint) {
        return readers.read(sql -> Optional.ofNullable(EndpointRows.state(sql, endpoint, nowMicros())));
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    @Override
    public CompletableFuture<List<DeliveryRetry>> retries(long endpoint, int limit) {
        return readers.read(sql -> DeliveryRows.retries(sql, endpoint, limit));
    }

    @Override
    public CompletableFuture<Boolean> record(DeliveryBatch batch) {
        return writer.write(tx -> {
            DeliveryRows.record(tx, batch);
            return true;
        });
    }

    @Override
    public CompletableFuture<List<DeadLetter>> deadLetters(long endpoint, long beforeEvent, int limit) {
        return readers.read(sql -> deliveries.dead(sql, endpoint, beforeEvent, limit));
    }

    @Override
    public CompletableFuture<Integer> countDeadLetters(long endpoint, int max) {
        return readers.read(sql -> DeliveryRows.countDead(sql, endpoint, max));
    }

    @Override
    public CompletableFuture<Integer> replay(long endpoint, @Nullable List<Long> events) {
        return writer.write(tx -> DeliveryRows.replay(tx, endpoint, events));
    }

    @Override
    public CompletableFuture<List<DeadLetter>> replays(long endpoint, int limit) {
        return readers.read(sql -> deliveries.replays(sql, endpoint, limit));
    }

    @Override
    public CompletableFuture<Integer> sweep(int limit) {
        return writer.write(tx -> EndpointRows.sweep(tx, limit));
    }
}
