package trunkline.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointSecret;
import trunkline.gateway.message.MessageId;

/** Where the endpoints of webhooks are kept, and what became of what was sent to them. As {@link MessageStore}. */
public interface EndpointStore {

    /** What became of a request for an endpoint. */
    sealed interface Creation {

        /** There is a new one. */
        record Made(Endpoint endpoint, EndpointSecret secret) implements Creation {}

        /** The same request has made this one before, which is now like that. */
        record Repeated(Endpoint endpoint, EndpointSecret secret) implements Creation {}

        /** Another request had the same key, or what it made is gone: nothing was made. */
        record OtherRequest() implements Creation {}

        /** The account has as many as it may: nothing was made. */
        record TooMany() implements Creation {}
    }

    /**
     * Makes an endpoint that gets what happens from now on, unless the account has {@code most} already.
     *
     * @param key that the request came with, which makes one endpoint within a day; null for none
     */
    CompletableFuture<Creation> create(
            long account, Endpoint.Settings settings, EndpointSecret secret, int most, @Nullable RequestKey key);

    /** What the last request with this key came to within a day, as this one would hear it; empty if there was none. */
    CompletableFuture<Optional<Creation>> made(long account, RequestKey key);

    /** The endpoints of an account, the oldest first. */
    CompletableFuture<List<Endpoint>> list(long account);

    /** The endpoint of this account and id, if there is one. */
    CompletableFuture<Optional<Endpoint>> find(long account, MessageId id);

    /** Changes the settings of an endpoint; what it has become, if there is one. */
    CompletableFuture<Optional<Endpoint>> change(long account, MessageId id, UnaryOperator<Endpoint.Settings> change);

    /** Takes an endpoint away; false if there was none. What is kept of its deliveries goes bit by bit. */
    CompletableFuture<Boolean> remove(long account, MessageId id);

    /** Gives an endpoint a new secret; the one before it expires at {@code oldUntilMicros}, any other at once. */
    CompletableFuture<Boolean> rotate(long account, MessageId id, EndpointSecret secret, long oldUntilMicros);

    /** All endpoints of all accounts, as whoever delivers takes them up. */
    CompletableFuture<List<EndpointState>> all();

    /** One of them; nothing if it is gone. */
    CompletableFuture<Optional<EndpointState>> state(long endpoint);

    /** Events that wait for another try, those first that are due first. */
    CompletableFuture<List<DeliveryRetry>> retries(long endpoint, int limit);

    /** Records what became of deliveries, in one transaction. */
    CompletableFuture<Boolean> record(DeliveryBatch batch);

    /** Events that were given up, the newest first, from before {@code beforeEvent}. */
    CompletableFuture<List<DeadLetter>> deadLetters(long endpoint, long beforeEvent, int limit);

    /** How many were given up: counts no further than {@code max}. */
    CompletableFuture<Integer> countDeadLetters(long endpoint, int max);

    /** Has events that were given up tried again: these, or all there are for null. How many of those named there were. */
    CompletableFuture<Integer> replay(long endpoint, @Nullable List<Long> events);

    /** Events that were given up and are to be tried again, the oldest first. */
    CompletableFuture<List<DeadLetter>> replays(long endpoint, int limit);

    /** Deletes up to {@code limit} rows of endpoints that were taken away; how many. */
    CompletableFuture<Integer> sweep(int limit);
}
