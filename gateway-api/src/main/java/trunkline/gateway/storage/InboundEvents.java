package trunkline.gateway.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.inbound.InboundMessage;

/** The events of messages from phones, and of opt-outs: told to the account whose number it was. */
final class InboundEvents {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private InboundEvents() {}

    /** A message was given; the id of the event, 0 if nobody wants one. */
    static long received(Tx tx, InboundMessage message) throws SQLException {
        if (!tx.isWanted(message.account())) {
            return 0;
        }
        ObjectNode data = MAPPER.createObjectNode();
        data.put("id", message.id().text());
        data.put("from", message.from());
        data.put("to", message.to());
        data.put(body(message.content().binary()), message.content().text());
        data.put("coding", message.content().coding());
        data.put("parts", message.parts());
        data.put("complete", message.isWhole());
        if (!message.isWhole()) {
            ArrayNode missing = data.putArray("missing_parts");
            message.missing().forEach(missing::add);
        }
        if (message.action() != null) {
            data.put("action", message.action());
        }
        return tx.emit(message.account(), EventKinds.INBOUND_RECEIVED, 0, 0, data.toString());
    }

    /** The member that has what it says. */
    static String body(boolean binary) {
        return binary ? "binary" : "message";
    }

    /**
     * A phone wants no more of a sender, or wants it again.
     *
     * @param kind {@link EventKinds#OPT_OUT_ADDED} or {@link EventKinds#OPT_OUT_REMOVED}
     */
    static void optOut(Tx tx, String kind, long account, String sender, String number) throws SQLException {
        if (tx.isWanted(account)) {
            ObjectNode data = MAPPER.createObjectNode().put("sender", sender).put("number", number);
            tx.emit(account, kind, 0, 0, data.toString());
        }
    }
}
