package trunkline.gateway;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.AccountNames;
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
    private final AccountNames accounts;
    private final InstantSource clock;
    private final Consumer<Set<String>> onMoved;
    /** As many as there are accounts; a name never changes. */
    private final Map<Long, String> names = new ConcurrentHashMap<>();

    /** @param onMoved told the ways that were given messages */
    Detours(
            Routing routing,
            WayWatch watch,
            AccountNames accounts,
            InstantSource clock,
            Consumer<Set<String>> onMoved) {
        this.routing = routing;
        this.watch = watch;
        this.accounts = accounts;
        this.clock = clock;
        this.onMoved = onMoved;
    }

    @Override
    public @Nullable String whyDown(String way) {
        return watch.whyDown(way);
    }

    @Override
    public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tries) {
        MessageRequest request = message.request();
        String account = names.get(request.account());
        if (account == null) {
            // a moment later it is known, and the message asks again
            var unused = accounts.nameOf(request.account())
                    .thenAccept(name -> names.put(request.account(), name.orElse("")));
            return null;
        }
        RouteQuery query = new RouteQuery(
                MessageClass.of(request.content()), request.to(), request.from(), account, clock.instant());
        return routing.detour(query, from, cause, tries);
    }

    @Override
    public void moved(Set<String> ways) {
        onMoved.accept(ways);
    }
}
