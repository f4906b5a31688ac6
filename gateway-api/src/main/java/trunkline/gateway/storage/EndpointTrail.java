package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import trunkline.gateway.event.Endpoint;

/** What the audit trail says of webhooks: never more of a URL than its host, since what comes after it may be a secret. */
final class EndpointTrail {

    private EndpointTrail() {}

    static void added(Tx tx, Endpoint endpoint) throws SQLException {
        note(tx, endpoint, "webhook.added", "to " + host(endpoint.settings().url()));
    }

    /** @param before the endpoint as it was; settings that are the same are no change */
    static void changed(Tx tx, Endpoint before, Endpoint.Settings now) throws SQLException {
        Endpoint.Settings then = before.settings();
        List<String> words = new ArrayList<>();
        if (!now.url().equals(then.url())) {
            words.add("to " + host(now.url()));
        }
        if (!Objects.equals(now.filter(), then.filter())) {
            words.add("events " + String.join(" ", now.filter().patterns()));
        }
        if (now.paused() != then.paused()) {
            words.add(now.paused() ? "paused" : "resumed");
        }
        if (!now.description().equals(then.description())) {
            words.add("description");
        }
        if (!words.isEmpty()) {
            note(tx, before, "webhook.changed", String.join(", ", words));
        }
    }

    static void removed(Tx tx, Endpoint endpoint) throws SQLException {
        note(tx, endpoint, "webhook.removed", "to " + host(endpoint.settings().url()));
    }

    static void rotated(Tx tx, Endpoint endpoint) throws SQLException {
        note(tx, endpoint, "webhook.secret-rotated", "");
    }

    private static void note(Tx tx, Endpoint endpoint, String action, String detail) throws SQLException {
        AuditRows.addOf(tx, endpoint.account(), action, endpoint.id().text(), detail);
    }

    private static String host(String url) {
        return url.replaceFirst("(?<=[^/:])[/?].*$", "");
    }
}
