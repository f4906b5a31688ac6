package trunkline.gateway.store;

import java.util.List;

/**
 * Whom a way is about to call, and what it gives up on the way there: written in one transaction.
 *
 * @param keys messages whose INVITE may leave after the commit
 * @param endings messages that are not worth a call any more
 * @param moves messages that go to other ways
 * @param putOffs messages whose callees may not be called at this hour
 * @param claimedUpTo the key up to which, inclusive, all messages of the way have then been claimed, moved,
 *     put off or have ended
 */
public record CallClaims(
        List<Long> keys, List<Ending> endings, List<Move> moves, List<PutOff> putOffs, long claimedUpTo) {

    /** Without messages that are put off. */
    public CallClaims(List<Long> keys, List<Ending> endings, List<Move> moves, long claimedUpTo) {
        this(keys, endings, moves, List.of(), claimedUpTo);
    }

    /** Without messages that go to other ways. */
    public CallClaims(List<Long> keys, List<Ending> endings, long claimedUpTo) {
        this(keys, endings, List.of(), List.of(), claimedUpTo);
    }
}
