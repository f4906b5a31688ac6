package trunkline.gateway.storage;

import java.sql.SQLException;

/**
 * The tables of what phones send.
 *
 * @param messages those that were given
 * @param parts those of long messages
 * @param optOuts what phones want no more
 */
record Inbox(InboundRows messages, InboundParts parts, OptOutRows optOuts) {

    /** With what has to be remembered of them. */
    static Inbox load(Statements sql, MessageKeys keys, Ways ways) throws SQLException {
        InboundRows messages = new InboundRows(keys, ways);
        messages.load(sql);
        InboundParts parts = new InboundParts(keys, ways);
        parts.load(sql);
        OptOutRows optOuts = new OptOutRows(keys);
        optOuts.load(sql);
        return new Inbox(messages, parts, optOuts);
    }
}
