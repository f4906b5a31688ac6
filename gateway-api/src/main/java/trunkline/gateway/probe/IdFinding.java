package trunkline.gateway.probe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trunkline.smpp.receipt.MessageIdForm;
import trunkline.smpp.receipt.MessageIdForm.Conversion;

/**
 * How an SMSC writes its ids in submit_sm_resp, and in one place of its receipts: found from all ids together, since no
 * receipt says which message it is for but by its id.
 *
 * @param relation how the two are alike
 * @param matched ids of responses that were found again
 * @param certain whether no other relation that means something else explains as many
 */
record IdFinding(Relation relation, int matched, boolean certain) {

    private static final MessageIdForm SMALL = new MessageIdForm(Conversion.NONE, false, true);
    private static final MessageIdForm BARE = new MessageIdForm(Conversion.NONE, true, true);

    /** How the ids of responses and receipts are alike, the simplest first. */
    @SuppressWarnings("ImmutableEnumChecker") // a record of primitives and an enum is immutable, and does not say so
    enum Relation {
        SAME(MessageIdForm.AS_IS, MessageIdForm.AS_IS, "the same"),
        SAME_BUT_CASE(SMALL, SMALL, "the same but for upper and lower case"),
        SAME_BUT_ZEROS(BARE, BARE, "the same but for zeros in front"),
        HEX_THEN_DECIMAL(
                MessageIdForm.HEX_TO_DECIMAL, MessageIdForm.WITHOUT_ZEROS, "hexadecimal there, decimal in receipts"),
        DECIMAL_THEN_HEX(
                MessageIdForm.WITHOUT_ZEROS, MessageIdForm.HEX_TO_DECIMAL, "decimal there, hexadecimal in receipts");

        private final MessageIdForm response;
        private final MessageIdForm receipt;
        private final String text;

        Relation(MessageIdForm response, MessageIdForm receipt, String text) {
            this.response = response;
            this.receipt = receipt;
            this.text = text;
        }

        /** For people. */
        String text() {
            return text;
        }

        boolean keepsBase() {
            return this != HEX_THEN_DECIMAL && this != DECIMAL_THEN_HEX;
        }

        String response(String id) {
            return response.apply(id);
        }

        String receipt(String id) {
            return receipt.apply(id);
        }

        private int matches(Set<String> responses, Set<String> receipts) {
            Set<String> there = responses.stream().map(this::response).collect(Collectors.toCollection(HashSet::new));
            there.retainAll(receipts.stream().map(this::receipt).collect(Collectors.toSet()));
            return there.size();
        }
    }

    /** Of ids as they came; none matched if no relation explains any. */
    static IdFinding of(Set<String> responses, Set<String> receipts) {
        Relation best = Relation.SAME;
        int most = 0;
        for (Relation relation : Relation.values()) {
            int matched = relation.matches(responses, receipts);
            if (matched > most) {
                best = relation;
                most = matched;
            }
        }
        boolean numbers = areDigits(responses, 16) && areDigits(receipts, 16);
        int otherwise = Relation.HEX_THEN_DECIMAL.matches(responses, receipts);
        boolean certain = most > 0 && !(best.keepsBase() && numbers && otherwise == most);
        return new IdFinding(best, most, certain);
    }

    /** Whether all are wholly digits of {@code base}; of none, they are not. */
    static boolean areDigits(Set<String> ids, int base) {
        return !ids.isEmpty()
                && ids.stream()
                        .allMatch(id ->
                                !id.isEmpty() && id.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0));
    }

    /** The base of the ids in responses, by how they look and what was found in the places of receipts. */
    static String baseOfResponses(Set<String> responses, List<IdFinding> places) {
        List<Relation> relations = places.stream().map(IdFinding::relation).toList();
        if (relations.contains(Relation.HEX_THEN_DECIMAL)) {
            return "hex";
        }
        if (relations.contains(Relation.DECIMAL_THEN_HEX) || areDigits(responses, 10)) {
            return "decimal";
        }
        return areDigits(responses, 16) ? "hex" : "opaque";
    }

    /** The base in this place of receipts. */
    String base(String ofResponses) {
        return switch (relation) {
            case SAME, SAME_BUT_CASE, SAME_BUT_ZEROS -> ofResponses;
            case HEX_THEN_DECIMAL -> "decimal";
            case DECIMAL_THEN_HEX -> "hex";
        };
    }

    /** Whether an id of either side has zeros in front that the comparison must not see. */
    static boolean hasZeros(IdFinding finding, Stream<String> ids) {
        return finding.relation != Relation.SAME
                && finding.relation != Relation.SAME_BUT_CASE
                && ids.anyMatch(id -> id.length() > 1 && id.charAt(0) == '0');
    }
}
