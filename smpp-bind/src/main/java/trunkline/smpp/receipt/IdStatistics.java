package trunkline.smpp.receipt;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import trunkline.smpp.receipt.IdMatch.Place;

/**
 * How often each relation would have led to the right submit_sm, per place: the newest thousand count most. Not
 * thread-safe.
 */
final class IdStatistics {

    /** What is thought of a relation that nothing is known of, as if it had been tried {@link #PRIOR_WEIGHT} times. */
    private static final Map<IdRelation, Double> PRIOR =
            Map.of(IdRelation.SAME, 0.9, IdRelation.HEX_TO_DECIMAL, 0.5, IdRelation.DECIMAL_TO_HEX, 0.3);

    private static final double PRIOR_WEIGHT = 2;
    /** Tries at which all counts are halved, so that an SMSC that changes is believed. */
    private static final double HALVED_AT = 1_000;

    /** How often it was tried, and how often it led to the right one. */
    static final class Count {
        double tried;
        double right;

        void add(boolean success) {
            tried++;
            right += success ? 1 : 0;
            if (tried >= HALVED_AT) {
                tried /= 2;
                right /= 2;
            }
        }
    }

    private final Map<Place, Map<IdRelation, Count>> counts = new EnumMap<>(Place.class);

    IdStatistics() {
        for (Place place : Place.values()) {
            var relations = new EnumMap<IdRelation, Count>(IdRelation.class);
            for (IdRelation relation : IdRelation.values()) {
                relations.put(relation, new Count());
            }
            counts.put(place, relations);
        }
    }

    Count count(Place place, IdRelation relation) {
        Count count = counts.getOrDefault(place, Map.of()).get(relation);
        if (count == null) {
            throw new IllegalStateException("no count for " + place + " " + relation);
        }
        return count;
    }

    /** The chance that the relation leads to the right one, above 0 and below 1. */
    double likelihood(Place place, IdRelation relation) {
        Count count = count(place, relation);
        return (count.right + PRIOR_WEIGHT * PRIOR.getOrDefault(relation, 0.0)) / (count.tried + PRIOR_WEIGHT);
    }

    /** A receipt with {@code receiptId} at {@code place} belongs to the response with {@code responseId}. */
    void learn(Place place, String receiptId, String responseId) {
        String key = IdRelation.key(responseId);
        for (IdRelation relation : IdRelation.values()) {
            count(place, relation).add(key.equals(relation.keyOf(receiptId)));
        }
    }

    /** One line, to be read back by {@link #restore}. */
    String save() {
        List<String> parts = new ArrayList<>();
        counts.forEach((place, relations) -> relations.forEach((relation, count) ->
                parts.add(place + "." + relation + "=" + Math.round(count.right) + "/" + Math.round(count.tried))));
        return String.join(" ", parts);
    }

    /** Takes over what {@link #save} gave; parts that it cannot read are as if they were not there. */
    void restore(String saved) {
        for (Place place : Place.values()) {
            for (IdRelation relation : IdRelation.values()) {
                String label = place + "." + relation + "=";
                for (String part : saved.split(" ", -1)) {
                    if (part.startsWith(label)) {
                        restore(count(place, relation), part.substring(label.length()));
                    }
                }
            }
        }
    }

    private static void restore(Count count, String fraction) {
        if (fraction.matches("\\d{1,4}/\\d{1,4}")) {
            int slash = fraction.indexOf('/');
            int right = Integer.parseInt(fraction, 0, slash, 10);
            int tried = Integer.parseInt(fraction, slash + 1, fraction.length(), 10);
            count.tried = Math.min(tried, HALVED_AT - 1);
            count.right = Math.min(right, count.tried);
        }
    }
}
