package trunkline.smpp.receipt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.receipt.IdMatch.Candidate;
import trunkline.smpp.receipt.IdMatch.Choice;
import trunkline.smpp.receipt.IdMatch.Claim;
import trunkline.smpp.receipt.IdMatch.Evidence;
import trunkline.smpp.receipt.IdMatch.None;
import trunkline.smpp.receipt.IdMatch.Place;
import trunkline.smpp.receipt.IdMatch.Take;
import trunkline.smpp.receipt.IdMatch.Wait;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;

/**
 * Matches receipts to the submit_sm they speak of, though an SMSC may write its id in another form: by the settings, and
 * where these say nothing by what the pairs seen so far have shown.
 *
 * <p>The protocol. Its owner keeps the rows; this class says under which keys to look and which row it is.
 *
 * <pre>
 *   submit_sm_resp   store the raw id, and {@link #key} of it, with the segment
 *                    then look whether a kept receipt has that key among its candidates' (the receipt came first): if so, it
 *                    goes through the same steps again, from {@link #candidates}
 *   receipt          candidates = {@link #candidates}(ids): store their keys with the receipt, 1 to 6, in that order
 *                    claims = every segment of this SMSC (on whichever bind) whose key is one of them, the newest first
 *                    {@link #choose}(ids, claims, whether there is still time):
 *                      Take  apply the receipt, and tell {@link #confirmed}
 *                      Wait  keep the receipt; ask again at the next response that has one of its keys, and at the end of
 *                            the time to wait (a minute is plenty), then with mayWait false
 *                      None  keep the receipt, as long as receipts are kept, and tell {@link #unmatched} when the time to
 *                            wait is over
 * </pre>
 *
 * <p>The key of a response does not depend on settings or on what was learnt, so that it stays valid for as long as it is
 * stored. Both sides are normalised, always alike. An id is converted only if it is wholly digits of its base; there is
 * no bound to a number but that of message_id (65 characters), so that ids of 20 digits and more keep all of them.
 *
 * <p>The parameter comes before the text, unless the settings prefer the text. Several claims are told apart by: evidence
 * that contradicts (receipts of this SMSC usually come from the number the message went to, and this one does not), how
 * likely the relation is, whether the raw ids are the same to the letter, and evidence that supports. A relation that
 * hardly ever was right needs evidence; without it the choice is to wait. So an SMSC of which 98 in 100 ids are the same on
 * both sides and 2 are not has all of its receipts matched.
 *
 * <p>Thread-safe.
 */
public final class IdLearning {

    /** Below it, a relation is believed only with evidence. */
    private static final double LIKELY = 0.2;
    /** As if receipts had come from the right number this often before; so one that does not is doubted at first. */
    private static final double ADDRESS_PRIOR = 2;

    /** The parameter comes before the text where both are as likely, give or take this. */
    private static final double PREFERENCE = 1.02;

    private final IdSettings settings;
    private final IdStatistics statistics = new IdStatistics();
    private final IdStatistics.Count addresses = new IdStatistics.Count();
    private long matched;
    private long unmatched;
    /** What {@link #candidates} found last, since {@link #choose} mostly asks for the same; null when it is no longer so. */
    private DeliveryReceipt.@Nullable Ids lastIds;

    private List<Candidate> lastCandidates = List.of();

    public IdLearning(IdSettings settings) {
        this.settings = settings;
    }

    /** What {@link #save} gave is taken over; what of it cannot be read is as if it had never been learnt. */
    public synchronized void restore(String saved) {
        statistics.restore(saved);
        lastIds = null;
    }

    /** What was learnt so far, one line of printable ASCII, below 300 characters, for {@link #restore} after a restart. */
    public synchronized String save() {
        return statistics.save();
    }

    /** The key to store with a segment whose submit_sm_resp had {@code responseId}: at most 128 characters. */
    public static String key(String responseId) {
        return IdRelation.key(responseId);
    }

    /** Keys under which the segment of a receipt may be stored, the likeliest first; empty if the receipt has no id. */
    public synchronized List<Candidate> candidates(DeliveryReceipt.Ids ids) {
        if (!ids.equals(lastIds)) {
            lastCandidates = List.copyOf(find(ids));
            lastIds = ids;
        }
        return lastCandidates;
    }

    private List<Candidate> find(DeliveryReceipt.Ids ids) {
        var candidates = new ArrayList<Candidate>();
        addCandidates(candidates, Place.TLV, ids.tlv());
        addCandidates(candidates, Place.TEXT, ids.text());
        candidates.sort(Comparator.comparingDouble(this::rating).reversed());
        var byKey = new HashMap<String, Candidate>();
        candidates.removeIf(candidate -> byKey.putIfAbsent(candidate.key(), candidate) != null);
        return candidates;
    }

    private void addCandidates(List<Candidate> to, Place place, @Nullable String id) {
        if (id == null || id.isBlank()) {
            return;
        }
        String stripped = id.strip();
        IdRelation fixed = settings.relation(place, stripped);
        for (IdRelation relation : IdRelation.values()) {
            String key = fixed == null || fixed == relation ? relation.keyOf(stripped) : null;
            if (key != null) {
                to.add(new Candidate(key, place, relation));
            }
        }
    }

    private double rating(Candidate candidate) {
        Place preferred = settings.preferText() ? Place.TEXT : Place.TLV;
        double likelihood = likelihood(candidate);
        return candidate.place() == preferred ? likelihood * PREFERENCE : likelihood;
    }

    private double likelihood(Candidate candidate) {
        return settings.isFixed(candidate.place()) ? 1 : statistics.likelihood(candidate.place(), candidate.relation());
    }

    /**
     * Which of {@code claims} a receipt speaks of.
     *
     * @param claims segments stored under the keys of {@link #candidates}, the newest first; others are passed over
     * @param mayWait whether the receipt may be kept for a better claim to come
     */
    public synchronized Choice choose(DeliveryReceipt.Ids ids, List<Claim> claims, boolean mayWait) {
        Map<String, Ranked> ranks = new HashMap<>();
        List<Candidate> candidates = candidates(ids);
        for (int i = 0; i < candidates.size(); i++) {
            ranks.put(candidates.get(i).key(), new Ranked(i, candidates.get(i)));
        }
        Judged best = null;
        for (Claim claim : claims) {
            Ranked rank = ranks.get(key(claim.responseId()));
            if (rank != null && settings.allows(rank.candidate().place(), ids, claim.responseId())) {
                Judged judged = judge(claim, rank, ids);
                // On a tie the first one stays, which is the newest.
                best = best == null || judged.isBetterThan(best) ? judged : best;
            }
        }
        if (best == null) {
            return new None();
        }
        boolean sure = isUndoubted(best, candidates.size() == 1);
        return sure || !mayWait ? new Take(best.claim(), sure) : new Wait();
    }

    private boolean isUndoubted(Judged best, boolean onlyCandidate) {
        Evidence evidence = best.claim().evidence();
        if (evidence.reference() == IdMatch.Agreement.NO) {
            return false;
        }
        // An id that can be read in one way only is believed even if the number differs: some receipts have a wrong
        // one.
        return onlyCandidate
                || (!best.contradicted()
                        && (evidence.supports() || likelihood(best.rank().candidate()) >= LIKELY));
    }

    private Judged judge(Claim claim, Ranked rank, DeliveryReceipt.Ids ids) {
        boolean contradicted = claim.evidence().contradicts()
                && (addressesAreRight() || claim.evidence().reference() == IdMatch.Agreement.NO);
        String id = ids.at(rank.candidate().place());
        boolean exact = id != null && id.strip().equals(claim.responseId().strip());
        return new Judged(claim, rank, contradicted, exact);
    }

    private boolean addressesAreRight() {
        return (addresses.right + ADDRESS_PRIOR) / (addresses.tried + ADDRESS_PRIOR) > 0.5;
    }

    /**
     * A receipt was applied to what {@link #choose} took: learns from it. Tell it each once, whatever it does to the
     * message; a receipt that comes twice says nothing new, and need not be told.
     */
    public synchronized void confirmed(DeliveryReceipt.Ids ids, Take take) {
        matched++;
        lastIds = null;
        Evidence evidence = take.claim().evidence();
        if (evidence.destination() != IdMatch.Agreement.UNKNOWN) {
            addresses.add(evidence.destination() == IdMatch.Agreement.YES);
        }
        if (take.sure()) {
            for (Place place : Place.values()) {
                String id = ids.at(place);
                if (id != null && !id.isBlank()) {
                    statistics.learn(place, id.strip(), take.claim().responseId());
                }
            }
        }
    }

    /** A receipt has waited its time and matches nothing; tell it once for each. A later match still counts as one. */
    public synchronized void unmatched() {
        unmatched++;
    }

    /** How well it went so far. */
    public synchronized Figures figures() {
        return new Figures(matched, unmatched);
    }

    /**
     * How well receipts were matched.
     *
     * @param matched receipts that were
     * @param unmatched receipts that were not when their time was over
     */
    public record Figures(long matched, long unmatched) {

        /** 0 to 1; 1 as long as there were none. */
        public double matchRate() {
            long all = matched + unmatched;
            return all == 0 ? 1 : (double) matched / all;
        }
    }

    private record Ranked(int rank, Candidate candidate) {}

    private record Judged(Claim claim, Ranked rank, boolean contradicted, boolean exact) {

        boolean isBetterThan(Judged other) {
            if (contradicted != other.contradicted) {
                return !contradicted;
            }
            if (rank.rank() != other.rank.rank()) {
                return rank.rank() < other.rank.rank();
            }
            if (exact != other.exact) {
                return exact;
            }
            return claim.evidence().supports() && !other.claim.evidence().supports();
        }
    }
}
