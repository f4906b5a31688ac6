package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.InboundFilter;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.Conversation;
import trunkline.gateway.store.Conversation.Turn;

/**
 * What was sent to a number and came from it, by reading back through the messages. There is no index on recipients: it
 * would cost every message that is accepted, for the few whose conversation somebody looks at. So one page looks at so many
 * messages at most, and tells where to go on.
 */
final class ConversationRows {

    /** Messages that were sent, to whomever, that one page looks at: a tenth of a second. */
    private static final int LOOKED_AT = 200_000;

    private final MessageRows messages;
    private final InboundRows inbound;

    ConversationRows(MessageRows messages, InboundRows inbound) {
        this.messages = messages;
        this.inbound = inbound;
    }

    Conversation find(Statements sql, @Nullable Long account, String number, long beforeKey, int limit)
            throws SQLException {
        Long floor = sql.first(
                row -> row.getLong(1),
                "SELECT key FROM message WHERE key < ? ORDER BY key DESC LIMIT 1 OFFSET ?",
                beforeKey,
                LOOKED_AT);
        long from = floor == null ? 0 : floor;
        List<Turn> turns = new ArrayList<>();
        String recipient = "+" + NumberKey.of(number);
        for (OutboundMessage message : messages.sentTo(sql, account, recipient, from, beforeKey, limit)) {
            turns.add(new Turn(message.key(), SqlMessageStore.report(sql, message), null));
        }
        InboundFilter filter = new InboundFilter(account, null, number, null, null, 0, Long.MAX_VALUE, beforeKey);
        for (InboundMessage message : inbound.find(sql, filter, limit)) {
            if (message.id().key() >= from) {
                turns.add(new Turn(message.id().key(), null, message));
            }
        }
        turns.sort(Comparator.comparingLong(Turn::key));
        if (turns.size() > limit) {
            List<Turn> last = List.copyOf(turns.subList(turns.size() - limit, turns.size()));
            return new Conversation(last, last.get(0).key());
        }
        boolean isFull = turns.size() == limit && limit > 0;
        return new Conversation(turns, isFull ? turns.get(0).key() : from);
    }
}
