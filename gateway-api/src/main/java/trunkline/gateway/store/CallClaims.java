package trunkline.gateway.store;

import java.util.List;

/**
 * Whom a way is about to call, and what it gives up on the way there: written in one transaction.
 *
 * @param keys messages whose INVITE may leave after the commit
 * @param endings messages that are not worth a call any more
 * @param moves messages that go to other ways
 * @param claimedUpTo the key up to which, inclusive, all messages of the way have then been claimed, moved or have ended
 */
public record CallClaims(List<Long> keys, List<Ending> endings, List<Move> moves, long claimedUpTo) {

    /** Without messages that go to other ways. */
    public CallClaims(List<Long> keys, List<Ending> endings, long claimedUpTo) {
        this(keys, endings, List.of(), claimedUpTo);
    }
}
