package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.InboundRules;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.inbound.ReplyForm;
import trunkline.gateway.message.OutboundMessage;

/**
 * What the gateway answers by itself, in the transaction that gives what it answers: once, whatever happens. Two programs
 * that answer each other stop soon: one phone gets so many replies in an hour, and our own numbers get none.
 */
final class AutoReplies {

    private static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);
    /** Rows that are forgotten with each reply: more than it adds. */
    private static final int FORGOTTEN_AT_ONCE = 4;

    private final MessageKeys keys;
    private final MessageRows messages;
    private final InboundRules rules;
    private final ReplyForm form;

    AutoReplies(MessageKeys keys, MessageRows messages, InboundRules rules, ReplyForm form) {
        this.keys = keys;
        this.messages = messages;
        this.rules = rules;
        this.form = form;
    }

    /** Answers {@code given} with {@code text}; null if it is not to be answered, or cannot be. */
    @Nullable
    OutboundMessage send(Tx tx, InboundRows.Given given, String text) throws SQLException {
        String number = NumberKey.of(given.from());
        long hourAgo = tx.nowMicros() - HOUR_MICROS;
        if (rules.isOwn(given.from()) || sent(tx, number, hourAgo) >= rules.repliesPerHour()) {
            return null;
        }
        ReplyForm.Reply reply = form.make(given.account(), given.to(), given.from(), text, given.way());
        if (reply == null) {
            return null;
        }
        OutboundMessage message = messages.insert(tx, keys, reply.request(), reply.way());
        tx.keeps(message);
        tx.sql()
                .update(
                        "INSERT INTO auto_reply (number_key, at, id) VALUES (?, ?, ?)",
                        number,
                        tx.nowMicros(),
                        message.key());
        tx.sql()
                .update(
                        "DELETE FROM auto_reply WHERE at < ? AND id IN"
                                + " (SELECT id FROM auto_reply WHERE at < ? ORDER BY at LIMIT " + FORGOTTEN_AT_ONCE
                                + ")",
                        hourAgo,
                        hourAgo);
        return message;
    }

    private static int sent(Tx tx, String number, long sinceMicros) throws SQLException {
        Integer count = tx.sql()
                .first(
                        row -> row.getInt(1),
                        "SELECT COUNT(*) FROM auto_reply WHERE number_key = ? AND at >= ?",
                        number,
                        sinceMicros);
        return count == null ? 0 : count;
    }
}
