package trunkline.gateway.storage;

import java.sql.SQLException;

/** What ends at once when a phone wants no more SMS of a sender. */
record OptOutEnds(RepetitionEnds repetitions, LadderRows ladders) {

    /** In the transaction that notes the opt-out. */
    void optedOut(Tx tx, String sender, String number) throws SQLException {
        repetitions.optedOut(tx, sender, number);
        ladders.optedOut(tx, sender, number);
    }
}
