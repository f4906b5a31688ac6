package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.PutOff;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;

/**
 * The intent of a way to send or to call, before anything leaves; with it go the messages that it ends or gives away, and the
 * mark up to which it has come. Gives the keys of those that it must not send: they had ended before, or are another's.
 */
final class ClaimRows {

    private final Ways ways;
    private final SmsRows sms;
    private final MoveRows moves;
    private final PutOffRows putOffs;

    ClaimRows(Ways ways, SmsRows sms, MoveRows moves, PutOffRows putOffs) {
        this.ways = ways;
        this.sms = sms;
        this.moves = moves;
        this.putOffs = putOffs;
    }

    Set<Long> sms(Tx tx, String way, SmsClaims claims) throws SQLException {
        long id = ways.idOf(tx, way);
        Set<Long> late = withdrawn(tx, id, claims);
        for (SmsClaim claim : claims.parts()) {
            if (!sms.claim(tx, id, claim)) {
                late.add(claim.key());
            } else if (claim.mayDuplicate()) {
                ReceiptRows.noteUnanswered(tx, id, claim.key(), claim.from(), claim.to());
            }
        }
        for (Ending ending : claims.endings()) {
            giveUp(tx, ending);
        }
        for (Move move : claims.moves()) {
            moves.move(tx, move);
        }
        for (PutOff putOff : claims.putOffs()) { // after the claims: the rest of a message may wait
            putOffs.sms(tx, id, putOff);
        }
        mark(tx, id, claims.claimedUpTo(), claims.resolvedUpTo());
        return late;
    }

    /** Messages that ended before this way came to them, and that it has now passed. */
    private static Set<Long> withdrawn(Tx tx, long way, SmsClaims claims) throws SQLException {
        Set<Long> withdrawn = new HashSet<>(tx.sql()
                .list(
                        row -> row.getLong(1),
                        "DELETE FROM withdrawn WHERE way = ? AND key <= ? RETURNING key",
                        way,
                        claims.claimedUpTo()));
        if (!withdrawn.isEmpty()) {
            withdrawn.retainAll(Set.copyOf(claims.whole()));
        }
        return withdrawn;
    }

    Set<Long> calls(Tx tx, String way, CallClaims claims) throws SQLException {
        long id = ways.idOf(tx, way);
        Set<Long> late = new HashSet<>();
        for (long key : claims.keys()) {
            if (!CallRows.claim(tx, id, key)) {
                late.add(key);
            }
        }
        for (Ending ending : claims.endings()) {
            giveUp(tx, ending);
        }
        for (Move move : claims.moves()) {
            moves.moveCall(tx, move);
        }
        for (PutOff putOff : claims.putOffs()) {
            putOffs.call(tx, id, putOff);
        }
        mark(tx, id, claims.claimedUpTo(), claims.claimedUpTo());
        return late;
    }

    private static void mark(Tx tx, long way, long claimedUpTo, long resolvedUpTo) throws SQLException {
        tx.sql()
                .update(
                        "UPDATE way SET claimed_up_to = CASE WHEN claimed_up_to < ? THEN ? ELSE claimed_up_to END,"
                                + " resolved_up_to = CASE WHEN resolved_up_to < ? THEN ? ELSE resolved_up_to END"
                                + " WHERE id = ?",
                        claimedUpTo,
                        claimedUpTo,
                        resolvedUpTo,
                        resolvedUpTo,
                        way);
    }

    /** Ends a message for its way, unless it is to be sent later than the way knows. */
    private static void giveUp(Tx tx, Ending ending) throws SQLException {
        if (!ScheduleRows.isPutOff(tx, ending.key())) {
            SqlMessageStore.end(tx, ending);
        }
    }
}
