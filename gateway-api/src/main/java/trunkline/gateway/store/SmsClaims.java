package trunkline.gateway.store;

import java.util.List;

/**
 * What a way is about to send, and what it gives up or puts off on the way there: written in one transaction.
 *
 * <p>A message all of whose segments are claimed at its first attempt is in {@code whole}: the marks record its claim.
 *
 * @param whole keys of those, in ascending order
 * @param parts all other claims
 * @param endings messages that are not worth sending any more
 * @param moves messages that go to other ways
 * @param putOffs messages that may not leave yet
 * @param claimedUpTo the key up to which, inclusive, messages of the way may have been sent
 * @param resolvedUpTo the key up to which, inclusive, all of them have a result, a claim in {@code parts}, an
 *     end, another way or another time
 */
public record SmsClaims(
        List<Long> whole,
        List<SmsClaim> parts,
        List<Ending> endings,
        List<Move> moves,
        List<PutOff> putOffs,
        long claimedUpTo,
        long resolvedUpTo) {

    /** Nothing but messages that may not leave yet. */
    public static SmsClaims putOff(List<PutOff> putOffs, long claimedUpTo, long resolvedUpTo) {
        return new SmsClaims(List.of(), List.of(), List.of(), List.of(), putOffs, claimedUpTo, resolvedUpTo);
    }

    /** Nothing but messages that go to other ways. */
    public static SmsClaims leaving(List<Move> moves, long claimedUpTo, long resolvedUpTo) {
        return new SmsClaims(List.of(), List.of(), List.of(), moves, List.of(), claimedUpTo, resolvedUpTo);
    }

    /** Without messages that go to other ways, or are put off. */
    public SmsClaims(
            List<Long> whole, List<SmsClaim> parts, List<Ending> endings, long claimedUpTo, long resolvedUpTo) {
        this(whole, parts, endings, List.of(), List.of(), claimedUpTo, resolvedUpTo);
    }
}
