package trunkline.gateway.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import trunkline.gateway.inbound.InboundContent;
import trunkline.gateway.message.MessageId;

/**
 * Texts from phones that are not to stay: once they were there long enough to be read, they go from the table {@code inbound} and from
 * the events that tell of them. The fingerprint, by which a second delivery is known, goes too: it is made of the text, without a secret.
 */
final class PassingInbound {

    /** @param event the id of the one that tells it, 0 for none */
    private record Row(long key, long account, boolean binary, String body, long event) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PassingInbound() {}

    /**
     * Notes a message that was just given.
     *
     * @param event the id of the one that tells it, 0 for none
     */
    static void note(Tx tx, MessageId id, long event) throws SQLException {
        tx.sql().update("UPDATE inbound SET passing = ? WHERE key = ?", event, id.key());
    }

    /** Drops those of up to {@code limit} messages that were given before {@code beforeMicros}; how many. */
    static int drop(Tx tx, long beforeMicros, int limit) throws SQLException {
        List<Row> rows = tx.sql()
                .list(
                        row -> new Row(
                                row.getLong(1), row.getLong(2), row.getInt(3) != 0, row.getString(4), row.getLong(5)),
                        "SELECT key, account, is_binary, body, passing FROM inbound WHERE passing IS NOT NULL"
                                + " AND key <= ? ORDER BY key LIMIT ?",
                        MessageKeys.before(beforeMicros),
                        limit);
        for (Row row : rows) {
            InboundContent.Dropped left = left(tx, row);
            tx.sql()
                    .update(
                            "UPDATE inbound SET body = '', dropped = ?, fingerprint = NULL, passing = NULL WHERE key = ?",
                            left.length() + " " + left.hash(),
                            row.key());
            dropFromEvent(tx, row, left);
            tx.leavesRemains();
        }
        return rows.size();
    }

    private static InboundContent.Dropped left(Tx tx, Row row) {
        byte[] octets =
                row.binary() ? HexFormat.of().parseHex(row.body()) : row.body().getBytes(StandardCharsets.UTF_8);
        return new InboundContent.Dropped(
                row.binary() ? octets.length : row.body().length(), tx.texts().hash(octets));
    }

    /** The event may have gone before: it is kept as long as events are. */
    private static void dropFromEvent(Tx tx, Row row, InboundContent.Dropped left) throws SQLException {
        String told = tx.sql()
                .first(
                        event -> event.getString(1),
                        "SELECT data FROM event WHERE account = ? AND id = ?",
                        row.account(),
                        row.event());
        if (told == null) {
            return;
        }
        try {
            ObjectNode data = (ObjectNode) MAPPER.readTree(told);
            data.putNull(InboundEvents.body(row.binary()));
            data.put("body_length", left.length());
            data.put("body_hash", left.hash());
            tx.sql()
                    .update(
                            "UPDATE event SET data = ? WHERE account = ? AND id = ?",
                            data.toString(),
                            row.account(),
                            row.event());
        } catch (JsonProcessingException e) {
            throw new SQLException("the data of event " + row.event() + " is not JSON", e);
        }
    }
}
