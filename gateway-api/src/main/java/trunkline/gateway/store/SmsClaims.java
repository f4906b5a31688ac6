package trunkline.gateway.store;

import java.util.List;

/**
 * What a way is about to send, and what it gives up on the way there: written in one transaction.
 *
 * @param claims segments whose octets may leave after the commit
 * @param endings messages that are not worth sending any more
 * @param claimedUpTo the key up to which, inclusive, all messages of the way have then been claimed or have ended
 */
public record SmsClaims(List<SmsClaim> claims, List<Ending> endings, long claimedUpTo) {}
