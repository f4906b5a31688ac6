package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.AudioFigures;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallReport.Answer;
import trunkline.gateway.call.CallReport.Played;
import trunkline.gateway.call.CallReport.Times;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.CallRecord;

/** What happens to a voice message after it was accepted: the claim before INVITE, and how far its call has come. */
final class CallRows {

    private final Ways ways;

    CallRows(Ways ways) {
        this.ways = ways;
    }

    /**
     * The intent to call, for the first time or again; false if the message has ended before, its time was put off, or another
     * way has it.
     */
    static boolean claim(Tx tx, long way, long key) throws SQLException {
        if (ProgressRows.insertCall(tx, key, VoiceState.CALLING)) {
            return true;
        }
        boolean again = tx.sql()
                        .update(
                                "UPDATE progress SET attempts = attempts + 1, sent_at = ? WHERE key = ? AND state = ?"
                                        + " AND EXISTS (SELECT 1 FROM message m WHERE m.key = progress.key"
                                        + " AND m.way = ? AND m.send_at <= ?)",
                                tx.nowMicros(),
                                key,
                                VoiceState.SCHEDULED.code(),
                                way,
                                tx.nowMicros())
                == 1;
        if (again) {
            DueRows.remove(tx, key);
            ProgressRows.move(tx, key, VoiceState.CALLING, null);
        }
        return again;
    }

    static void record(Tx tx, CallRecord call) throws SQLException {
        if (call.report() != null) {
            put(tx, call.key(), call.report());
        }
        if (call.trace() != null) {
            TraceRows.add(tx, call.key(), call.trace());
        }
        if (call.againAtMicros() > 0) {
            tx.sql()
                    .update(
                            "INSERT INTO due (key, way, at) SELECT key, way, ? FROM message WHERE key = ?"
                                    + " ON CONFLICT (key) DO UPDATE SET at = excluded.at",
                            call.againAtMicros(),
                            call.key());
        }
        ProgressRows.move(tx, call.key(), call.state(), call.reason());
        if (call.choice() != null) {
            tell(tx, call.key(), call.choice());
        }
    }

    private static void tell(Tx tx, long key, MenuChoice choice) throws SQLException {
        Long account = ProgressRows.accountOf(tx, key);
        if (account != null && tx.isWanted(account)) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.put("key", Character.toString(choice.key())).put("play", choice.file());
            tx.emit(account, EventKinds.VOICE_KEY, key, 0, data.toString());
        }
    }

    private static void put(Tx tx, long key, CallReport report) throws SQLException {
        Answer answer = report.answer();
        Played played = report.played();
        putCall(tx, key, report, answer, played);
        if (played != null && played.audio() != null) {
            AudioColumns.put(tx, key, played.audio());
        }
    }

    private static void putCall(Tx tx, long key, CallReport report, @Nullable Answer answer, @Nullable Played played)
            throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO call (key, call_id, sip_status, sip_reason, q850, answered_at, ended_at, played_ms,"
                                + " prompt_ms, packets, hung_up_by_callee, trunk, invited_at, ringing_at,"
                                + " plays, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (key) DO UPDATE SET call_id = excluded.call_id,"
                                + " sip_status = excluded.sip_status, sip_reason = excluded.sip_reason,"
                                + " q850 = excluded.q850, answered_at = excluded.answered_at,"
                                + " ended_at = excluded.ended_at, played_ms = excluded.played_ms,"
                                + " prompt_ms = excluded.prompt_ms, packets = excluded.packets,"
                                + " hung_up_by_callee = excluded.hung_up_by_callee, trunk = excluded.trunk,"
                                + " invited_at = excluded.invited_at, ringing_at = excluded.ringing_at,"
                                + " plays = excluded.plays, keys = excluded.keys",
                        key,
                        report.callId(),
                        answer == null ? 0 : answer.sipStatus(),
                        answer == null ? null : answer.reason(),
                        answer == null ? 0 : answer.q850(),
                        report.times().answeredAtMicros(),
                        report.times().endedAtMicros(),
                        played == null ? 0 : played.millis(),
                        played == null ? 0 : played.ofMillis(),
                        played == null ? 0 : played.packets(),
                        played != null && played.hungUpByCallee(),
                        report.trunk(),
                        report.times().invitedAtMicros(),
                        report.times().ringingAtMicros(),
                        played == null ? 0 : played.plays(),
                        report.keys());
    }

    /** Calls that were up when the process ended. */
    List<Long> unfinished(Statements sql, String way) throws SQLException {
        return sql.list(
                row -> row.getLong(1),
                "SELECT p.key FROM progress p CROSS JOIN message m WHERE m.key = p.key AND p.state < "
                        + FIRST_FINAL_CODE
                        + " AND p.state <> 1 AND p.state IN (3, 4, 5) AND m.way = ? AND m.voice = 1 ORDER BY p.key",
                ways.find(sql, way));
    }

    static @Nullable CallReport find(Statements sql, long key) throws SQLException {
        AudioFigures audio = AudioColumns.find(sql, key);
        return sql.first(
                row -> read(row, audio),
                "SELECT call_id, sip_status, sip_reason, q850, answered_at, ended_at, played_ms, prompt_ms, packets,"
                        + " hung_up_by_callee, trunk, invited_at, ringing_at, plays, keys FROM call WHERE key = ?",
                key);
    }

    private static CallReport read(ResultSet row, @Nullable AudioFigures audio) throws SQLException {
        String reason = row.getString(3);
        Answer answer = reason == null ? null : new Answer(row.getInt(2), reason, row.getInt(4));
        long ofMillis = row.getLong(8);
        Played played = ofMillis == 0
                ? null
                : new Played(row.getLong(7), ofMillis, row.getInt(14), row.getLong(9), row.getInt(10) != 0, audio);
        Times times = new Times(row.getLong(12), row.getLong(13), row.getLong(5), row.getLong(6));
        String trunk = row.getString(11); // rows from before schema step 5 have none
        return new CallReport(trunk == null ? "" : trunk, row.getString(1), answer, times, played, row.getString(15));
    }
}
