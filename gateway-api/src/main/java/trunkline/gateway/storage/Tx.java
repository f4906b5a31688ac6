package trunkline.gateway.storage;

import java.util.ArrayList;
import java.util.List;
import trunkline.gateway.message.OutboundMessage;

/** One transaction of the writer: what its pieces of work share. */
final class Tx {

    private final Statements statements;
    private final long nowMicros;
    private final List<OutboundMessage> kept = new ArrayList<>();

    Tx(Statements statements, long nowMicros) {
        this.statements = statements;
        this.nowMicros = nowMicros;
    }

    Statements sql() {
        return statements;
    }

    /** The time of everything that this transaction writes. */
    long nowMicros() {
        return nowMicros;
    }

    /** Announces a message that the commit will have kept. */
    void keeps(OutboundMessage message) {
        kept.add(message);
    }

    /** What was announced, in the order of its keys. */
    List<OutboundMessage> kept() {
        return kept;
    }
}
