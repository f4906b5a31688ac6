package trunkline.gateway.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.RepetitionReport.End;
import trunkline.gateway.store.Step;

/** How repetitions end before their time: what they last sent and has not left is taken back. */
final class RepetitionEnds {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final MessageRows messages;
    private final StepRows steps;

    RepetitionEnds(MessageKeys keys, Ways ways) {
        this.messages = new MessageRows(ways);
        this.steps = new StepRows(keys);
    }

    /** Ends the repetition that begins with {@code first}; false if it has ended before. */
    boolean end(Tx tx, OutboundMessage first, End end) throws SQLException {
        if (!RepetitionRows.end(tx, first.key(), end)) {
            return false;
        }
        steps.add(tx, new Step(first.key(), Step.Kind.REPEAT_ENDED, 0, 0, Exchange.NONE, 0, end.label()));
        if (end != End.CLICKED) { // which has an event of its own
            tell(tx, first, end);
        }
        OutboundMessage last = messages.byKey(tx.sql(), RepetitionRows.last(tx, first.key()));
        CancelRows.withdrawUnsent(tx, last, "not needed any more: " + end.label());
        return true;
    }

    /** Writes the event of it. */
    static void tell(Tx tx, OutboundMessage first, End end) throws SQLException {
        long account = first.request().account();
        if (tx.isWanted(account)) {
            String data =
                    MAPPER.createObjectNode().put("repeat_ended", end.label()).toString();
            tx.emit(account, EventKinds.SMS_REPEAT_ENDED, first.key(), 0, data);
        }
    }

    /** The recipient wants no more SMS of a sender: what is repeated to him ends. */
    void optedOut(Tx tx, String sender, String number) throws SQLException {
        for (long key : tx.sql()
                .list(
                        row -> row.getLong(1),
                        "SELECT key FROM repetition WHERE number_key = ? AND sender_key = ? AND ended IS NULL",
                        NumberKey.of(number),
                        NumberKey.of(sender))) {
            end(tx, messages.byKey(tx.sql(), key), End.OPTED_OUT);
        }
    }
}
