package trunkline.gateway.probe;

import java.math.BigInteger;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trunkline.profile.SmscProfile.IdBase;
import trunkline.profile.SmscProfile.IdForm;

/**
 * In which forms an SMSC writes the ids of its messages, by pairs of which it is known that they belong together.
 *
 * @param response in submit_sm_resp
 * @param text in the text of a receipt; null if no receipt had one there, or none that fits the response
 * @param tlv in receipted_message_id; null alike
 * @param usable false if the responses had no id, or all the same
 */
record IdFinding(IdForm response, @Nullable IdForm text, @Nullable IdForm tlv, boolean usable) {

    private static final IdForm AS_IT_IS = new IdForm(IdBase.OPAQUE, false, false);

    /**
     * A message's ids.
     *
     * @param response in submit_sm_resp
     * @param text in the text of its receipt; null if there was none
     * @param tlv in receipted_message_id; null alike
     */
    record Ids(String response, @Nullable String text, @Nullable String tlv) {}

    /** How the id of a receipt relates to that of the response; the first that fits all pairs is taken. */
    private enum Relation {
        SAME(String::equals, IdBase.OPAQUE, IdBase.OPAQUE),
        SAME_BUT_FOR_CASE(String::equalsIgnoreCase, IdBase.OPAQUE, IdBase.OPAQUE),
        SAME_NUMBER((response, receipt) -> same(response, 10, receipt, 10), IdBase.DECIMAL, IdBase.DECIMAL),
        SAME_HEX((response, receipt) -> same(response, 16, receipt, 16), IdBase.HEX, IdBase.HEX),
        HEX_AND_DECIMAL((response, receipt) -> same(response, 16, receipt, 10), IdBase.HEX, IdBase.DECIMAL),
        DECIMAL_AND_HEX((response, receipt) -> same(response, 10, receipt, 16), IdBase.DECIMAL, IdBase.HEX);

        @SuppressWarnings("ImmutableEnumChecker") // they keep nothing
        private final BiPredicate<String, String> fits;

        private final IdBase response;
        private final IdBase receipt;

        Relation(BiPredicate<String, String> fits, IdBase response, IdBase receipt) {
            this.fits = fits;
            this.response = response;
            this.receipt = receipt;
        }

        private static boolean same(String one, int oneBase, String other, int otherBase) {
            return isNumber(one, oneBase)
                    && isNumber(other, otherBase)
                    && new BigInteger(one, oneBase).equals(new BigInteger(other, otherBase));
        }

        private static boolean isNumber(String id, int base) {
            return !id.isEmpty() && id.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0);
        }
    }

    static IdFinding of(List<Ids> pairs) {
        List<String> responses = pairs.stream().map(Ids::response).toList();
        boolean usable = responses.stream().noneMatch(String::isEmpty)
                && (pairs.size() < 2 || responses.stream().distinct().count() > 1);
        if (!usable) {
            return new IdFinding(AS_IT_IS, null, null, false);
        }
        Relation text = relation(pairs, Ids::text);
        Relation tlv = relation(pairs, Ids::tlv);
        IdBase base = text == null || text.response == IdBase.OPAQUE ? base(tlv) : text.response;
        return new IdFinding(
                form(base, responses, text == Relation.SAME_BUT_FOR_CASE || tlv == Relation.SAME_BUT_FOR_CASE),
                text == null
                        ? null
                        : form(receiptBase(text, base), ids(pairs, Ids::text), text == Relation.SAME_BUT_FOR_CASE),
                tlv == null
                        ? null
                        : form(receiptBase(tlv, base), ids(pairs, Ids::tlv), tlv == Relation.SAME_BUT_FOR_CASE),
                true);
    }

    private static IdBase base(@Nullable Relation relation) {
        return relation == null ? IdBase.OPAQUE : relation.response;
    }

    /** What is the same as a response that another place has shown to be a number is a number too. */
    private static IdBase receiptBase(Relation relation, IdBase response) {
        return relation.receipt == IdBase.OPAQUE ? response : relation.receipt;
    }

    private static @Nullable Relation relation(List<Ids> pairs, Function<Ids, @Nullable String> place) {
        List<Ids> present =
                pairs.stream().filter(ids -> place.apply(ids) != null).toList();
        if (present.isEmpty()) {
            return null;
        }
        for (Relation relation : Relation.values()) {
            if (present.stream()
                    .allMatch(ids -> relation.fits.test(ids.response(), String.valueOf(place.apply(ids))))) {
                return relation;
            }
        }
        return null;
    }

    private static List<String> ids(List<Ids> pairs, Function<Ids, @Nullable String> place) {
        return pairs.stream().map(place).map(String::valueOf).toList();
    }

    private static IdForm form(IdBase base, List<String> ids, boolean ignoreCase) {
        boolean zeros = base != IdBase.OPAQUE && ids.stream().anyMatch(id -> id.length() > 1 && id.startsWith("0"));
        return new IdForm(base, zeros, ignoreCase);
    }
}
