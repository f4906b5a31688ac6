package trunkline.gateway.cli;

import java.util.stream.Collectors;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.route.Route;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.RouteTable;
import trunkline.gateway.route.Routing;
import trunkline.gateway.route.Selection;

/** Which way a message would go, as lines for people. */
final class RouteText {

    private RouteText() {}

    static String of(RouteQuery query, Routing.Explanation explained) {
        StringBuilder text = new StringBuilder();
        text.append(query.to().e164()).append(" (").append(query.type().label()).append("): ");
        Route route = explained.route();
        if (route == null) {
            text.append("no route matches\n");
        } else {
            text.append(explained.ways().get(0).name())
                    .append(", by route ")
                    .append(route.name())
                    .append('\n');
            text.append("  ways    ")
                    .append(ways(explained))
                    .append("; ")
                    .append(choice(route))
                    .append('\n');
            text.append("  another when ").append(causes(route)).append('\n');
        }
        for (RouteTable.Verdict row : explained.rows()) {
            text.append(
                    String.format("  %-20s %s%n", row.route().name(), row.whyNot() == null ? "taken" : row.whyNot()));
        }
        return text.toString().stripTrailing();
    }

    private static String ways(Routing.Explanation explained) {
        return explained.ways().stream().map(Routing.Candidate::name).collect(Collectors.joining(", then "));
    }

    private static String choice(Route route) {
        Selection selection = route.selection();
        String text = "chosen by " + selection.by().label() + (selection.sticky() ? ", sticky" : "");
        if (selection.by() == Selection.By.DELIVERY_RATE) {
            text += " as the running gateway measures it (POST /routes/explain), " + selection.explorePercent()
                    + " % to those that are not chosen";
        }
        Selection.Canary canary = selection.canary();
        return canary == null ? text : text + ", " + canary.percent() + " % first to " + canary.way();
    }

    private static String causes(Route route) {
        return route.failover().isEmpty()
                ? "never"
                : route.failover().stream().sorted().map(FailoverCause::label).collect(Collectors.joining(", "));
    }
}
