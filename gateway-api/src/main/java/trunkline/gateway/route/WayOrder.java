package trunkline.gateway.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import trunkline.gateway.route.Selection.By;

/** The ways of a row in the order in which a message tries them. */
final class WayOrder {

    private static final double ALL = 100;
    /** The golden ratio times 2^64: spreads consecutive hashes over all of them. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private record Rated(RouteWay way, DeliveryRate rate) {}

    private WayOrder() {}

    /**
     * All ways, first those that are up.
     *
     * @param rates asked where they decide
     * @param random from 0 up to 1; asked where shares decide and the row is not sticky
     */
    static List<String> of(
            Route route, RouteQuery query, WayHealth health, DeliveryRates rates, DoubleSupplier random) {
        List<RouteWay> ways = route.ways(query.type());
        Selection selection = route.selection();
        List<RouteWay> up = new ArrayList<>();
        List<RouteWay> down = new ArrayList<>();
        for (RouteWay way : ways) {
            (health.whyDown(way.name()) == null ? up : down).add(way);
        }
        List<String> order = new ArrayList<>();
        Selection.Canary canary = selection.canary();
        double trial = selection.sticky() ? unit(query, 1) : random.getAsDouble();
        if (canary != null
                && trial * ALL < canary.percent()
                && up.stream().anyMatch(way -> way.name().equals(canary.way()))) {
            order.add(canary.way());
        }
        double draw = selection.sticky() ? unit(query, 2) : random.getAsDouble();
        boolean byRate = selection.by() == By.DELIVERY_RATE && query.type() != MessageClass.VOICE;
        (byRate ? byRate(up, query, selection.explorePercent(), rates, draw) : sorted(up, selection.by(), draw))
                .forEach(way -> addOnce(order, way));
        sorted(down, selection.by(), draw).forEach(way -> addOnce(order, way));
        return order;
    }

    private static void addOnce(List<String> order, RouteWay way) {
        if (!order.contains(way.name())) {
            order.add(way.name());
        }
    }

    private static List<RouteWay> sorted(List<RouteWay> ways, By by, double draw) {
        return switch (by) {
            case ORDER, DELIVERY_RATE -> ways;
            case COST ->
                ways.stream().sorted(Comparator.comparingDouble(RouteWay::cost)).toList();
            case WEIGHT -> drawn(ways, draw);
        };
    }

    /** One way drawn by its share of all of them, then the rest, the heaviest first. */
    private static List<RouteWay> drawn(List<RouteWay> ways, double draw) {
        double left = draw * ways.stream().mapToDouble(RouteWay::percent).sum();
        List<RouteWay> order = new ArrayList<>(ways);
        order.sort(Comparator.comparingDouble(RouteWay::percent).reversed());
        for (RouteWay way : ways) {
            left -= way.percent();
            if (left < 0) {
                order.remove(way);
                order.add(0, way);
                break;
            }
        }
        return order;
    }

    /**
     * The first that is not worse than another one for sure, then the rest, the best first. A share goes to each of the rest
     * first, so that it is seen when they get better.
     */
    private static List<RouteWay> byRate(
            List<RouteWay> ways, RouteQuery query, double explorePercent, DeliveryRates rates, double draw) {
        if (ways.size() < 2) {
            return ways;
        }
        List<Rated> rated = new ArrayList<>();
        ways.forEach(way -> rated.add(new Rated(way, rates.of(way.name(), query.to()))));
        Rated chosen = rated.stream()
                .filter(one -> rated.stream().noneMatch(other -> one.rate().isWorseThan(other.rate())))
                .findFirst()
                .orElseThrow(); // the one whose rate is at least the most is worse than none
        rated.remove(chosen);
        rated.sort(
                Comparator.comparingDouble((Rated one) -> one.rate().atLeast()).reversed());
        rated.add(0, chosen);
        if (draw * ALL < explorePercent) {
            int which = 1 + (int) (draw * ALL / explorePercent * (rated.size() - 1));
            rated.add(0, rated.remove(which));
        }
        return rated.stream().map(Rated::way).toList();
    }

    /** A number from 0 up to 1 that is always the same for one sender, one recipient and one question. */
    private static double unit(RouteQuery query, int question) {
        long hash = 31L * (query.from() == null ? 0 : query.from().value().hashCode())
                + query.to().e164().hashCode();
        long mixed = (31 * hash + question) * SPREAD;
        mixed = (mixed ^ (mixed >>> 32)) * SPREAD;
        return (mixed >>> 11) * 0x1.0p-53;
    }
}
