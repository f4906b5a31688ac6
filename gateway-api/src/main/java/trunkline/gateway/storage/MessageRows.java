package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;

/** The table {@code message}: written once, never rewritten. */
final class MessageRows {

    /** Columns that {@link #read} wants, of {@code message m}. */
    private static final String COLUMNS = "m.key, m.secret, m.account, m.way, m.sender, m.recipient, m.body, m.prompt,"
            + " m.created_at, m.expires_at";

    private final Ways ways;

    MessageRows(Ways ways) {
        this.ways = ways;
    }

    OutboundMessage insert(Tx tx, MessageKeys keys, MessageRequest request, String way) throws SQLException {
        OutboundMessage message = new OutboundMessage(keys.next(tx.nowMicros()), request, way, tx.nowMicros());
        String body;
        String prompt = null;
        if (request.content() instanceof Content.Voice voice) {
            body = voice.file();
            prompt = voice.prompt();
        } else {
            body = ((Content.Text) request.content()).text();
        }
        tx.sql()
                .update(
                        "INSERT INTO message (key, secret, account, way, voice, sender, recipient, body, prompt,"
                                + " created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        message.key(),
                        message.id().secret(),
                        request.account(),
                        ways.idOf(tx.sql(), way),
                        prompt != null,
                        request.from().value(),
                        request.to().e164(),
                        body,
                        prompt,
                        message.createdAtMicros(),
                        message.expiresAtMicros());
        return message;
    }

    /** Messages of a way that have no progress, by key. */
    List<OutboundMessage> unclaimed(Statements sql, String way, long afterKey, int limit) throws SQLException {
        return sql.list(
                row -> read(sql, row),
                "SELECT " + COLUMNS + " FROM message m WHERE m.way = ? AND m.key > ?"
                        + " AND NOT EXISTS (SELECT 1 FROM progress p WHERE p.key = m.key) ORDER BY m.key LIMIT ?",
                ways.find(sql, way),
                afterKey,
                limit);
    }

    /** The message of this id and account, or null. */
    @Nullable
    OutboundMessage find(Statements sql, long account, MessageId id) throws SQLException {
        return sql.first(
                row -> read(sql, row),
                "SELECT " + COLUMNS + " FROM message m WHERE m.key = ? AND m.secret = ? AND m.account = ?",
                id.key(),
                id.secret(),
                account);
    }

    /** The message of a key that another table names. */
    OutboundMessage byKey(Statements sql, long key) throws SQLException {
        OutboundMessage message =
                sql.first(row -> read(sql, row), "SELECT " + COLUMNS + " FROM message m WHERE m.key = ?", key);
        if (message == null) {
            throw new SQLException("no message has the key " + key);
        }
        return message;
    }

    /** One row of {@link #COLUMNS}. */
    private OutboundMessage read(Statements sql, ResultSet row) throws SQLException {
        String prompt = row.getString(8);
        Content content =
                prompt == null ? new Content.Text(row.getString(7)) : new Content.Voice(row.getString(7), prompt);
        long createdAtMicros = row.getLong(9);
        MessageRequest request = new MessageRequest(
                row.getLong(3),
                new Sender(row.getString(5)),
                new PhoneNumber(row.getString(6)),
                content,
                Duration.of(row.getLong(10) - createdAtMicros, ChronoUnit.MICROS));
        MessageId id = new MessageId(row.getLong(1), row.getLong(2));
        return new OutboundMessage(id, request, ways.nameOf(sql, row.getLong(4)), createdAtMicros);
    }
}
