package trunkline.gateway;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.Failover;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.Routing;

/** Asks the routes once more for messages that do not get through. Thread-safe. */
final class Detours implements Failover {

    private final Routing routing;
    private final WayWatch watch;
    private final KnownNames names;
    private final InstantSource clock;
    private final Consumer<Set<String>> onMoved;

    /** @param onMoved told the ways that were given messages */
    Detours(Routing routing, WayWatch watch, KnownNames names, InstantSource clock, Consumer<Set<String>> onMoved) {
        this.routing = routing;
        this.watch = watch;
        this.names = names;
        this.clock = clock;
        this.onMoved = onMoved;
    }

    @Override
    public @Nullable String whyDown(String way) {
        return watch.whyDown(way);
    }

    @Override
    public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tries) {
        String account = names.now(message.request().account());
        // a moment later it is known, and the message asks again
        return account == null ? null : detour(message, account, from, cause, tries);
    }

    @Override
    public CompletableFuture<Optional<String>> find(
            OutboundMessage message, String from, FailoverCause cause, int tries) {
        return names.find(message.request().account())
                .thenApply(account -> Optional.ofNullable(detour(message, account, from, cause, tries)));
    }

    private @Nullable String detour(
            OutboundMessage message, String account, String from, FailoverCause cause, int tries) {
        MessageRequest request = message.request();
        RouteQuery query = new RouteQuery(
                MessageClass.of(request.content()), request.to(), request.from(), account, clock.instant());
        return routing.detour(query, from, cause, tries);
    }

    @Override
    public void moved(Set<String> ways) {
        onMoved.accept(ways);
    }
}
