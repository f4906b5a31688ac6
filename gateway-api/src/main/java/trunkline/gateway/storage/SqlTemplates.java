package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.template.Template;
import trunkline.gateway.template.TemplateStore;
import trunkline.gateway.template.TemplateText;

/** The table {@code template}. */
final class SqlTemplates implements TemplateStore {

    private static final String COLUMNS = "name, text, created_at, updated_at";

    private final Readers readers;
    private final GroupCommit writer;

    SqlTemplates(Readers readers, GroupCommit writer) {
        this.readers = readers;
        this.writer = writer;
    }

    private static Template read(ResultSet row) throws SQLException {
        return new Template(row.getString(1), TemplateText.of(row.getString(2)), row.getLong(3), row.getLong(4));
    }

    @Override
    public CompletableFuture<List<Template>> all(long account) {
        return readers.read(sql -> sql.list(
                SqlTemplates::read, "SELECT " + COLUMNS + " FROM template WHERE account = ? ORDER BY name", account));
    }

    @Override
    public CompletableFuture<Optional<Template>> find(long account, String name) {
        return readers.read(sql -> Optional.ofNullable(find(sql, account, name)));
    }

    private static @Nullable Template find(Statements sql, long account, String name) throws SQLException {
        return sql.first(
                SqlTemplates::read,
                "SELECT " + COLUMNS + " FROM template WHERE account = ? AND name = ?",
                account,
                name);
    }

    @Override
    public CompletableFuture<Optional<Put>> put(long account, String name, TemplateText text) {
        return writer.write(tx -> {
            Statements sql = tx.sql();
            Template before = find(sql, account, name);
            if (before == null && count(sql, account) >= TEMPLATES_MAX) {
                return Optional.empty();
            }
            long now = tx.nowMicros();
            Template template = new Template(name, text, before == null ? now : before.createdAtMicros(), now);
            sql.update(
                    "INSERT INTO template (account, name, text, created_at, updated_at) VALUES (?, ?, ?, ?, ?) ON"
                            + " CONFLICT (account, name) DO UPDATE SET text = excluded.text, updated_at ="
                            + " excluded.updated_at",
                    account,
                    name,
                    text.text(),
                    now,
                    now);
            if (before == null || !before.text().text().equals(text.text())) {
                AuditRows.addOf(tx, account, before == null ? "template.added" : "template.changed", name, "");
            }
            return Optional.of(new Put(template, before == null));
        });
    }

    private static long count(Statements sql, long account) throws SQLException {
        Long count = sql.first(row -> row.getLong(1), "SELECT COUNT(*) FROM template WHERE account = ?", account);
        return count == null ? 0 : count;
    }

    @Override
    public CompletableFuture<Boolean> remove(long account, String name) {
        return writer.write(tx -> {
            boolean was = tx.sql().update("DELETE FROM template WHERE account = ? AND name = ?", account, name) == 1;
            if (was) {
                AuditRows.addOf(tx, account, "template.removed", name, "");
            }
            return was;
        });
    }
}
