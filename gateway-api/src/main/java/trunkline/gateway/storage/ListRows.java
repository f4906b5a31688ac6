package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessagePage;
import trunkline.gateway.store.MessageReport;

/**
 * Messages by what is asked for, the newest first. They are looked at in the order of their keys, a bounded number for one page,
 * so that a filter which fits few of many millions holds no reader up: whoever asks goes on where the page ended.
 */
final class ListRows {

    /** Messages that one page looks at. */
    static final int LOOKED_AT_MAX = 50_000;
    /** The first look, in limits of the page; each further one is as much wider. */
    private static final int WIDER = 4;

    private static final String OF_REFERENCE = " FROM message m LEFT JOIN progress p ON p.key = m.key"
            + " WHERE m.account = ? AND m.client_reference = ? AND m.key < ? AND m.key >= ?";
    private static final String OF_ALL =
            " FROM message m LEFT JOIN progress p ON p.key = m.key WHERE m.key < ? AND m.key >= ?";

    private final MessageRows messages;

    ListRows(MessageRows messages) {
        this.messages = messages;
    }

    MessagePage list(Statements sql, MessageFilter filter, int limit) throws SQLException {
        long from = MessageKeys.before(filter.sinceMicros()) + 1;
        long before = filter.untilMicros() == Long.MAX_VALUE
                ? filter.beforeKey()
                : Math.min(filter.beforeKey(), MessageKeys.before(filter.untilMicros()) + 1);
        List<MessageReport> found = new ArrayList<>();
        if (filter.account() != null && filter.clientReference() != null) {
            look(sql, OF_REFERENCE, filter, new Range(from, before, true, limit), found);
            return new MessagePage(found, found.size() == limit ? lastKey(found) : 0);
        }
        int width = limit * WIDER;
        for (int lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += width, width *= WIDER) {
            long bottom = bottom(sql, filter.account(), before, from, width);
            look(sql, OF_ALL, filter, new Range(Math.max(from, bottom), before, true, limit - found.size()), found);
            if (found.size() == limit) {
                return new MessagePage(found, lastKey(found));
            }
            if (bottom == 0) {
                return new MessagePage(found, 0);
            }
            before = bottom;
        }
        return new MessagePage(found, before);
    }

    /** Messages of a filter from just after {@code afterKey}, the oldest first. Looks at as many as it takes to find {@code limit}. */
    List<MessageReport> after(Statements sql, MessageFilter filter, long afterKey, int limit) throws SQLException {
        long from = Math.max(afterKey + 1, MessageKeys.before(filter.sinceMicros()) + 1);
        long before =
                filter.untilMicros() == Long.MAX_VALUE ? Long.MAX_VALUE : MessageKeys.before(filter.untilMicros()) + 1;
        List<MessageReport> found = new ArrayList<>();
        look(sql, OF_ALL, filter, new Range(from, before, false, limit), found);
        return found;
    }

    /** Keys that are looked at, and in which order. */
    private record Range(long from, long before, boolean newestFirst, int limit) {}

    private static long lastKey(List<MessageReport> found) {
        return found.get(found.size() - 1).message().key();
    }

    /** The key down to which {@code width} messages stand, of one account or of all; 0 if there are fewer. */
    private static long bottom(Statements sql, @Nullable Long account, long before, long from, int width)
            throws SQLException {
        String condition = " key < ? AND key >= ? ORDER BY key DESC LIMIT 1 OFFSET ?";
        Long last = account == null
                ? sql.first(row -> row.getLong(1), "SELECT key FROM message WHERE" + condition, before, from, width - 1)
                : sql.first(
                        row -> row.getLong(1),
                        "SELECT key FROM message WHERE account = ? AND" + condition,
                        account,
                        before,
                        from,
                        width - 1);
        return last == null ? 0 : last;
    }

    private void look(Statements sql, String source, MessageFilter filter, Range range, List<MessageReport> into)
            throws SQLException {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder query =
                new StringBuilder("SELECT ").append(MessageRows.COLUMNS).append(source);
        if (source.equals(OF_REFERENCE)) {
            arguments.add(filter.account());
            arguments.add(filter.clientReference());
        }
        arguments.add(range.before());
        arguments.add(range.from());
        and(query, arguments, "m.account = ?", filter.account());
        and(query, arguments, "m.client_reference = ?", filter.clientReference());
        and(query, arguments, "m.voice = ?", filter.voice());
        and(query, arguments, "m.sender = ?", filter.from());
        and(query, arguments, "m.recipient = ?", filter.to());
        andText(query, arguments, filter.text());
        andState(query, arguments, filter.state());
        arguments.add(range.limit());
        String text = query.append(" ORDER BY m.key")
                .append(range.newestFirst() ? " DESC" : "")
                .append(" LIMIT ?")
                .toString();
        for (OutboundMessage message : sql.list(row -> messages.read(sql, row, 1), text, arguments.toArray())) {
            into.add(SqlMessageStore.report(sql, message));
        }
    }

    private static void and(
            StringBuilder query, List<@Nullable Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            query.append(" AND ").append(condition);
            arguments.add(value);
        }
    }

    /** LIKE takes no notice of the case of ASCII's letters. What a call plays, and the octets of a binary message, are no text. */
    private static void andText(StringBuilder query, List<@Nullable Object> arguments, @Nullable String text) {
        if (text == null) {
            return;
        }
        query.append(
                " AND m.voice = 0 AND COALESCE(m.options, '') NOT LIKE '{\"binary\":%' AND m.body LIKE ? ESCAPE '!'");
        arguments.add("%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
    }

    /** A message without a row of progress has been accepted. SMS and voice messages number their states differently. */
    private static void andState(StringBuilder query, List<@Nullable Object> arguments, @Nullable String label) {
        if (label == null) {
            return;
        }
        query.append(" AND COALESCE(p.state, 0) = CASE m.voice WHEN 0 THEN ? ELSE ? END");
        arguments.add(code(SmsState.values(), label));
        arguments.add(code(VoiceState.values(), label));
    }

    private static int code(MessageState[] states, String label) {
        for (MessageState state : states) {
            if (state.label().equals(label)) {
                return state.code();
            }
        }
        return -1;
    }
}
