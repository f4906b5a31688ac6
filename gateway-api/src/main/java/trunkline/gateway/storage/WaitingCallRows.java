package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.CallLane;
import trunkline.gateway.store.DueCall;

/** Voice messages that wait for their trunk, by the lanes in which they take turns. */
final class WaitingCallRows {

    private static final String NEVER_CLAIMED =
            " m.way = ? AND m.key > ? AND NOT EXISTS (SELECT 1 FROM progress p WHERE p.key = m.key)";

    private final MessageRows messages;
    private final Ways ways;

    WaitingCallRows(MessageRows messages, Ways ways) {
        this.messages = messages;
        this.ways = ways;
    }

    /** Those that have messages which were never claimed. Looks at each of these messages. */
    List<CallLane.Waiting> lanes(Statements sql, String way, long afterKey) throws SQLException {
        return sql.list(
                row -> new CallLane.Waiting(new CallLane(row.getLong(1), row.getInt(2)), row.getLong(3)),
                "SELECT m.account, " + VoiceColumns.PRIORITY_OF_M + ", MAX(m.key) FROM message m WHERE" + NEVER_CLAIMED
                        + " GROUP BY 1, 2 ORDER BY MIN(m.key)",
                ways.find(sql, way),
                afterKey);
    }

    /** Messages of one that were never claimed, by key. */
    List<OutboundMessage> unclaimed(Statements sql, String way, CallLane lane, long afterKey, int limit)
            throws SQLException {
        return sql.list(
                row -> messages.read(sql, row, 1),
                "SELECT " + MessageRows.COLUMNS + " FROM message m INDEXED BY message_way WHERE m.account = ? AND "
                        + VoiceColumns.PRIORITY_OF_M + " = ? AND" + NEVER_CLAIMED + " ORDER BY m.key LIMIT ?",
                lane.account(),
                lane.priority(),
                ways.find(sql, way),
                afterKey,
                limit);
    }

    /** Messages whose time has come: the earliest of each lane, then the second of each, and so on. Looks at all of them. */
    List<DueCall> due(Statements sql, String way, long nowMicros, int limit) throws SQLException {
        record Found(long key, int attempts) {}
        List<Found> found = sql.list(
                row -> new Found(row.getLong(1), row.getInt(2)),
                "SELECT key, attempts FROM (SELECT d.key AS key, d.at AS at, p.attempts AS attempts, ROW_NUMBER() OVER"
                        + " (PARTITION BY m.account, " + VoiceColumns.PRIORITY_OF_M + " ORDER BY d.at, d.key) AS turn"
                        + " FROM due d CROSS JOIN progress p CROSS JOIN message m WHERE p.key = d.key AND m.key = d.key"
                        + " AND d.way = ? AND d.at <= ? AND p.state = ?) ORDER BY turn, at, key LIMIT ?",
                ways.find(sql, way),
                nowMicros,
                VoiceState.SCHEDULED.code(),
                limit);
        List<DueCall> due = new ArrayList<>(found.size());
        for (Found one : found) {
            due.add(new DueCall(messages.byKey(sql, one.key()), one.attempts()));
        }
        return due;
    }
}
