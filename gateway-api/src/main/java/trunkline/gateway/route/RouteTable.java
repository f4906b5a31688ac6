package trunkline.gateway.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which row a message goes by: of those whose conditions it meets the one with the lowest priority number, then with the
 * longest prefix, then the one that is written first.
 *
 * <p>Immutable.
 */
public final class RouteTable {

    /**
     * What a row says to a message.
     *
     * @param route the row
     * @param whyNot why the message does not go by it; null for the row that it goes by
     */
    public record Verdict(Route route, @Nullable String whyNot) {}

    private final List<Route> inOrder;
    private final Countries countries;

    public RouteTable(List<Route> routes, Countries countries) {
        this.inOrder = routes.stream()
                .sorted(Comparator.comparingInt(Route::priority)
                        .thenComparing(
                                Comparator.comparingInt(Route::prefixLength).reversed()))
                .toList();
        this.countries = countries;
    }

    /** Whether one of its rows chooses by delivery rate. */
    boolean asksForRates() {
        return inOrder.stream().anyMatch(route -> route.selection().by() == Selection.By.DELIVERY_RATE);
    }

    /** What is other in {@code next}, in words: a row is known again by its name. */
    List<String> changesTo(RouteTable next) {
        Map<String, List<Route>> before = byName();
        Map<String, List<Route>> after = next.byName();
        List<String> changes = new ArrayList<>();
        after.forEach((name, rows) -> {
            List<Route> known = before.remove(name);
            if (known == null) {
                changes.add("route " + name + " added");
            } else if (!known.equals(rows)) {
                changes.add("route " + name + " changed");
            }
        });
        before.keySet().forEach(name -> changes.add("route " + name + " removed"));
        if (changes.isEmpty() && !inOrder.equals(next.inOrder)) {
            changes.add("routes in another order");
        }
        return changes;
    }

    private Map<String, List<Route>> byName() {
        return inOrder.stream().collect(Collectors.groupingBy(Route::name, LinkedHashMap::new, Collectors.toList()));
    }

    /** The row for a message, or null if none matches. */
    @Nullable
    Route find(RouteQuery query) {
        for (Route route : inOrder) {
            if (route.whyNot(query, countries) == null) {
                return route;
            }
        }
        return null;
    }

    /** What each row says, in the order in which they are asked. */
    List<Verdict> explain(RouteQuery query) {
        List<Verdict> verdicts = new ArrayList<>();
        Route taken = null;
        for (Route route : inOrder) {
            String whyNot = route.whyNot(query, countries);
            if (whyNot == null && taken != null) {
                whyNot = "it matches too, but " + taken.name() + " comes before it: " + whyBefore(taken, route);
            } else if (whyNot == null) {
                taken = route;
            }
            verdicts.add(new Verdict(route, whyNot));
        }
        return verdicts;
    }

    private static String whyBefore(Route taken, Route other) {
        if (taken.priority() != other.priority()) {
            return "its priority is " + taken.priority() + ", not " + other.priority();
        }
        return taken.prefixLength() != other.prefixLength() ? "its prefix is longer" : "it is written first";
    }
}
