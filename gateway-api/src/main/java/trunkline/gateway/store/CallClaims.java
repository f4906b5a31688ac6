package trunkline.gateway.store;

import java.util.List;

/**
 * Whom a way is about to call, and what it gives up on the way there: written in one transaction.
 *
 * @param keys messages whose INVITE may leave after the commit
 * @param endings messages that are not worth a call any more
 * @param claimedUpTo the key up to which, inclusive, all messages of the way have then been claimed or have ended
 */
public record CallClaims(List<Long> keys, List<Ending> endings, long claimedUpTo) {}
