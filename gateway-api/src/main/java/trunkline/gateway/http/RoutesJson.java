package trunkline.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import trunkline.gateway.route.DeliveryRate;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.RouteTable;
import trunkline.gateway.route.Routing;

/** Which way a message would go, as JSON. */
public final class RoutesJson {

    private RoutesJson() {}

    /** What was found for {@code query}. */
    public static ObjectNode of(RouteQuery query, Routing.Explanation explained) {
        ObjectNode json = Json.object();
        json.put("to", query.to().e164());
        json.put("class", query.type().label());
        json.put("at", query.at().toString());
        boolean routed = explained.route() != null && !explained.ways().isEmpty();
        json.put("way", routed ? explained.ways().get(0).name() : null);
        json.put("route", explained.route() == null ? null : explained.route().name());
        ArrayNode ways = json.putArray("ways");
        for (Routing.Candidate way : explained.ways()) {
            ObjectNode node = ways.addObject().put("name", way.name()).put("up", way.whyDown() == null);
            if (way.whyDown() != null) {
                node.put("why", way.whyDown());
            }
            DeliveryRate rate = way.rate();
            if (rate != null) {
                node.put("delivery_rate", rate.judged() == 0 ? null : rate.share());
                node.put("judged", rate.judged());
            }
        }
        ArrayNode rows = json.putArray("rows");
        for (RouteTable.Verdict row : explained.rows()) {
            ObjectNode node = rows.addObject().put("route", row.route().name()).put("taken", row.whyNot() == null);
            if (row.whyNot() != null) {
                node.put("why", row.whyNot());
            }
        }
        return json;
    }
}
