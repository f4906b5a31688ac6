package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.store.VoiceFile;

/** The table {@code voice_file}. */
final class VoiceFileRows {

    private static final String COLUMNS = "name, prompt, octets, duration_ms, created_at";

    private VoiceFileRows() {}

    static VoiceFile put(Tx tx, long account, VoiceFile file) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO voice_file (account, name, prompt, octets, duration_ms, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account, name) DO UPDATE SET"
                                + " prompt = excluded.prompt, octets = excluded.octets,"
                                + " duration_ms = excluded.duration_ms, created_at = excluded.created_at",
                        account,
                        file.name(),
                        file.prompt(),
                        file.octets(),
                        file.durationMillis(),
                        file.createdAtMicros());
        return file;
    }

    static boolean remove(Tx tx, long account, String name) throws SQLException {
        return tx.sql().update("DELETE FROM voice_file WHERE account = ? AND name = ?", account, name) == 1;
    }

    static @Nullable VoiceFile find(Statements sql, long account, String name) throws SQLException {
        return sql.first(
                VoiceFileRows::read,
                "SELECT " + COLUMNS + " FROM voice_file WHERE account = ? AND name = ?",
                account,
                name);
    }

    static List<VoiceFile> list(Statements sql, long account) throws SQLException {
        return sql.list(
                VoiceFileRows::read, "SELECT " + COLUMNS + " FROM voice_file WHERE account = ? ORDER BY name", account);
    }

    static boolean isPromptNeeded(Statements sql, String prompt) throws SQLException {
        Integer found = sql.first(
                row -> row.getInt(1),
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM voice_file WHERE prompt = ?)"
                        + " OR EXISTS (SELECT 1 FROM message m LEFT JOIN progress p ON p.key = m.key WHERE m.voice = 1"
                        + " AND m.prompt = ? AND (p.state IS NULL OR p.state < " + FIRST_FINAL_CODE + "))"
                        // of voice messages alone, by their index; comes to this for files that have lost their name
                        + " OR EXISTS (SELECT 1 FROM message m LEFT JOIN progress p ON p.key = m.key"
                        + " WHERE m.prompt > '' AND m.options LIKE ? AND (p.state IS NULL OR p.state < "
                        + FIRST_FINAL_CODE + "))",
                prompt,
                prompt,
                VoiceColumns.playing(prompt));
        return found != null;
    }

    private static VoiceFile read(ResultSet row) throws SQLException {
        return new VoiceFile(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
}
