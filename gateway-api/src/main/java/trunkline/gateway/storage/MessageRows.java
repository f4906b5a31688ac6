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
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;

/** The table {@code message}: written once; only a text that its SMSC has taken for another is rewritten. */
final class MessageRows {

    /** Columns that {@link #read} wants, of {@code message m}. */
    static final String COLUMNS = "m.key, m.secret, m.account, m.way, m.sender, m.recipient, m.body, m.prompt,"
            + " m.created_at, m.expires_at, m.reference, " + SmsColumns.NAMES_OF_M
            + ", m.send_at, m.client_reference, m.hours";

    /** How many {@link #COLUMNS} there are. */
    static final int COLUMN_COUNT = 17;

    private final Ways ways;

    MessageRows(Ways ways) {
        this.ways = ways;
    }

    OutboundMessage insert(Tx tx, MessageKeys keys, MessageRequest request, String way) throws SQLException {
        MessageId id = keys.next(tx.nowMicros());
        Content content = request.content();
        int reference = reference(id);
        if (content instanceof Content.Sms sms && sms.size().segments() > 1) {
            reference = ConcatenationRows.next(tx, request.to(), reference);
        }
        OutboundMessage message = new OutboundMessage(id, request, way, tx.nowMicros(), reference);
        Content.Voice voice = content instanceof Content.Voice file ? file : null;
        SmsColumns columns = content instanceof Content.Sms sms ? SmsColumns.of(sms) : SmsColumns.OF_A_CALL;
        tx.sql()
                .update(
                        "INSERT INTO message (key, secret, account, way, voice, sender, recipient, body, prompt,"
                                + " created_at, expires_at, reference, " + SmsColumns.NAMES
                                + ", send_at, client_reference, hours) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        message.key(),
                        id.secret(),
                        request.account(),
                        ways.idOf(tx, way),
                        voice != null,
                        request.from().value(),
                        request.to().e164(),
                        voice == null ? columns.body() : voice.file(),
                        voice == null ? null : voice.prompt(),
                        message.createdAtMicros(),
                        message.expiresAtMicros(),
                        reference,
                        columns.coding(),
                        columns.segments(),
                        voice == null ? columns.options() : VoiceColumns.options(voice),
                        request.plan().sendAtMicros(),
                        request.plan().clientReference(),
                        HoursColumn.write(request.plan().hours()));
        tx.texts().put(tx, message);
        return message;
    }

    /** What an SMS is; null of a call, and where there is no such message. */
    static Content.@Nullable Sms content(Statements sql, long key) throws SQLException {
        SmsColumns columns = sql.first(
                row -> new SmsColumns(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)),
                "SELECT body, " + SmsColumns.NAMES + " FROM message WHERE key = ? AND voice = 0",
                key);
        return columns == null ? null : columns.content();
    }

    /** Makes an SMS what is left of it. */
    static void rewrite(Tx tx, long key, Content.Sms sms) throws SQLException {
        SmsColumns columns = SmsColumns.of(sms);
        tx.sql()
                .update(
                        "UPDATE message SET body = ?, options = ? WHERE key = ?",
                        columns.body(),
                        columns.options(),
                        key);
    }

    /** Puts another text into its place, with what it takes; the options stay. Gives the text before. */
    static @Nullable String replace(Tx tx, long key, Content.Text text) throws SQLException {
        String before = tx.sql().first(row -> row.getString(1), "SELECT body FROM message WHERE key = ?", key);
        SmsColumns columns = SmsColumns.of(text);
        tx.sql()
                .update(
                        "UPDATE message SET body = ?, coding = ?, segments = ? WHERE key = ?",
                        columns.body(),
                        columns.coding(),
                        columns.segments(),
                        key);
        return before;
    }

    /** The reference of a message that was given none: its id never changes, so neither does this. */
    private static int reference(MessageId id) {
        return (int) id.secret() & ConcatenationRows.REFERENCE_MAX;
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

    /** The last messages to {@code recipient} with keys from {@code fromKey} and below {@code beforeKey}, the newest first. */
    List<OutboundMessage> sentTo(
            Statements sql, @Nullable Long account, String recipient, long fromKey, long beforeKey, int limit)
            throws SQLException {
        return sql.list(
                row -> read(sql, row),
                "SELECT " + COLUMNS + " FROM message m WHERE m.key >= ? AND m.key < ? AND m.recipient = ?"
                        + " AND (m.account = ? OR ? = 1) ORDER BY m.key DESC LIMIT ?",
                fromKey,
                beforeKey,
                recipient,
                account == null ? 0 : account,
                account == null,
                limit);
    }

    /** The message of a key, or null if it was removed. */
    @Nullable
    OutboundMessage find(Statements sql, long key) throws SQLException {
        return sql.first(row -> read(sql, row), "SELECT " + COLUMNS + " FROM message m WHERE m.key = ?", key);
    }

    /** The message of a key that another table names. */
    OutboundMessage byKey(Statements sql, long key) throws SQLException {
        OutboundMessage message = find(sql, key);
        if (message == null) {
            throw new SQLException("no message has the key " + key);
        }
        return message;
    }

    private OutboundMessage read(Statements sql, ResultSet row) throws SQLException {
        return read(sql, row, 1);
    }

    /** Reads {@link #COLUMNS} from column {@code first} on. */
    OutboundMessage read(Statements sql, ResultSet row, int first) throws SQLException {
        String body = row.getString(first + 6);
        String prompt = row.getString(first + 7);
        Content content = prompt == null
                ? new SmsColumns(body, row.getString(first + 11), row.getInt(first + 12), row.getString(first + 13))
                        .content()
                : VoiceColumns.content(body, prompt, row.getString(first + 13));
        long createdAtMicros = row.getLong(first + 8);
        SendPlan plan = new SendPlan(
                row.getLong(first + 14), row.getString(first + 15), HoursColumn.read(row.getString(first + 16)));
        MessageRequest request = new MessageRequest(
                row.getLong(first + 2),
                new Sender(row.getString(first + 4)),
                new PhoneNumber(row.getString(first + 5)),
                content,
                Duration.of(row.getLong(first + 9) - Math.max(createdAtMicros, plan.sendAtMicros()), ChronoUnit.MICROS),
                plan);
        MessageId id = new MessageId(row.getLong(first), row.getLong(first + 1));
        int given = row.getInt(first + 10);
        int reference = row.wasNull() ? reference(id) : given;
        return new OutboundMessage(id, request, ways.nameOf(sql, row.getLong(first + 3)), createdAtMicros, reference);
    }
}
