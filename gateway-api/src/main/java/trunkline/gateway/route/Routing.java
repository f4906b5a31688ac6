package trunkline.gateway.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each message its way, by the table that holds at the moment and what is known of the ways. Thread-safe.
 */
public final class Routing {

    /**
     * Which way a message would go, and why.
     *
     * @param route the row that it goes by; null if none matches
     * @param ways of that row, in the order in which it tries them now
     * @param rows what each row of the table says, in the order in which they are asked
     */
    public record Explanation(@Nullable Route route, List<Candidate> ways, List<RouteTable.Verdict> rows) {}

    /**
     * A way that a message may go.
     *
     * @param name of the SMSC or trunk
     * @param whyDown why it is not given messages now; null if it is
     * @param rate what decides, for the country of this number; null if something else does
     */
    public record Candidate(String name, @Nullable String whyDown, @Nullable DeliveryRate rate) {}

    private final WayHealth health;
    private final DeliveryRates rates;
    private final DoubleSupplier random;
    private volatile RouteTable table;

    /** @param random from 0 up to 1, from any thread */
    public Routing(RouteTable table, WayHealth health, DeliveryRates rates, DoubleSupplier random) {
        this.table = table;
        this.health = health;
        this.rates = rates;
        this.random = random;
        rates.want(table.asksForRates());
    }

    /** One that measures nothing. */
    public Routing(RouteTable table, WayHealth health, DoubleSupplier random) {
        this(table, health, new DeliveryRates(Duration.ofHours(1), number -> null, () -> 0), random);
    }

    /** From now on another table holds; messages that have their way keep it. What is other in it, in words. */
    public List<String> replace(RouteTable next) {
        List<String> changes = table.changesTo(next);
        table = next;
        rates.want(next.asksForRates());
        return changes;
    }

    /** The way for a message, or null if no row matches. */
    public @Nullable String way(RouteQuery query) {
        Route route = table.find(query);
        return route == null
                ? null
                : WayOrder.of(route, query, health, rates, random).get(0);
    }

    /**
     * Another way, which is up, for a message that does not get through on its own; null if its row has none, or does not
     * ask for it. A way that the row does not name any more is left as soon as it is down, whatever the row asks for.
     *
     * @param from the way that it has
     * @param tries how often it has been tried; a refusal goes through the ways of the row once
     */
    public @Nullable String detour(RouteQuery query, String from, FailoverCause cause, int tries) {
        Route route = table.find(query);
        if (route == null) {
            return null;
        }
        // after its own in the row's list, so that each refusal leads to one that was not asked yet
        List<String> round =
                route.ways(query.type()).stream().map(RouteWay::name).toList();
        int at = round.indexOf(from);
        boolean isDown = cause == FailoverCause.DOWN;
        if (!route.failover().contains(cause) && !(isDown && at < 0)) {
            return null;
        }
        List<String> order = WayOrder.of(route, query, health, rates, random);
        if (!isDown && tries >= order.size()) {
            return null;
        }
        for (int i = 1; i <= round.size(); i++) {
            String next = round.get((at + i) % round.size());
            if (!next.equals(from) && health.whyDown(next) == null) {
                return isDown && !order.get(0).equals(from) ? order.get(0) : next;
            }
        }
        return null;
    }

    /** Which way a message would go, and why each other row does not have it. */
    public Explanation explain(RouteQuery query) {
        RouteTable now = table;
        Route route = now.find(query);
        List<Candidate> ways = new ArrayList<>();
        if (route != null) {
            boolean byRate = route.selection().by() == Selection.By.DELIVERY_RATE && query.type() != MessageClass.VOICE;
            WayOrder.of(route, query, health, rates, random)
                    .forEach(way -> ways.add(
                            new Candidate(way, health.whyDown(way), byRate ? rates.of(way, query.to()) : null)));
        }
        return new Explanation(route, ways, now.explain(query));
    }
}
