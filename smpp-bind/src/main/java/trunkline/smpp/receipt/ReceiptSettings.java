package trunkline.smpp.receipt;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.receipt.IdMatch.Place;
import trunkline.smpp.receipt.MessageIdForm.Conversion;

/**
 * How receipts of one SMSC are read.
 *
 * @param esmClassMask a delivery is a receipt if its esm_class has any of these bits (SMPP 3.4 §5.2.12), 0 to 255
 * @param sniff whether a delivery without any of them is a receipt too if its text looks like one: for an SMSC that does not
 *     mark them, since a phone can send such a text as well
 * @param dateForms forms of the dates, in the order to try them
 * @param states words after {@code stat:} that this SMSC uses beside those of the standard
 * @param ids how its ids compare
 */
public record ReceiptSettings(
        int esmClassMask,
        boolean sniff,
        List<ReceiptDate.Form> dateForms,
        Map<String, MessageState> states,
        IdSettings ids) {

    /** Message types that receipts come with: 0x04 receipt, 0x08 acknowledgement, 0x20 intermediate notification. */
    public static final int RECEIPT_BITS = 0x2C;

    /** What suits an SMSC of which nothing is known. */
    public static final ReceiptSettings DEFAULT =
            new ReceiptSettings(RECEIPT_BITS, false, List.of(ReceiptDate.Form.values()), Map.of(), IdSettings.AS_IS);

    public ReceiptSettings {
        if (esmClassMask < 0 || esmClassMask > 0xFF) {
            throw new IllegalArgumentException("'esmClassMask' is '%d': must be 0 to 255".formatted(esmClassMask));
        }
        dateForms = List.copyOf(dateForms);
        states = Map.copyOf(states);
    }

    public ReceiptSettings withIds(IdSettings other) {
        return new ReceiptSettings(esmClassMask, sniff, dateForms, states, other);
    }

    public ReceiptSettings withSniffing() {
        return new ReceiptSettings(esmClassMask, true, dateForms, states, ids);
    }

    /**
     * The form of an id by where it stands. Where the form is not set, on one side or on both, it is learnt from the pairs
     * seen ({@link IdLearning}).
     *
     * @param response in submit_sm_resp; null if it is to be learnt
     * @param text in the text of a receipt; null if it is to be learnt
     * @param tlv in receipted_message_id of a receipt; null if it is to be learnt
     * @param preferText match by the text's id even where there is a TLV
     */
    public record IdSettings(
            @Nullable MessageIdForm response,
            @Nullable MessageIdForm text,
            @Nullable MessageIdForm tlv,
            boolean preferText) {

        /** Nothing is known: all is learnt. */
        public static final IdSettings LEARNT = new IdSettings(null, null, null, false);

        /** All three the same, and the TLV first. */
        public static final IdSettings AS_IS =
                new IdSettings(MessageIdForm.AS_IS, MessageIdForm.AS_IS, MessageIdForm.AS_IS, false);

        /** Hexadecimal in the response, decimal in the receipt; the most frequent mismatch there is. */
        public static final IdSettings HEX_RESPONSE = new IdSettings(
                MessageIdForm.HEX_TO_DECIMAL, MessageIdForm.WITHOUT_ZEROS, MessageIdForm.WITHOUT_ZEROS, false);

        /** Whether nothing has to be learnt for {@code place}. */
        boolean isFixed(Place place) {
            return response != null && form(place) != null;
        }

        /** The one relation that the settings leave to a receipt with {@code id} at {@code place}; null if it is learnt. */
        @Nullable
        IdRelation relation(Place place, String id) {
            MessageIdForm form = form(place);
            if (response == null || form == null) {
                return null;
            }
            if (differ(response, form) && IdRelation.isNumber(id, 10)) {
                return IdRelation.HEX_TO_DECIMAL;
            }
            return differ(form, response) && IdRelation.isNumber(id, 16) ? IdRelation.DECIMAL_TO_HEX : IdRelation.SAME;
        }

        /** Whether {@code hex} writes in hexadecimal what {@code decimal} writes in decimal. */
        private static boolean differ(MessageIdForm hex, MessageIdForm decimal) {
            return decimal.conversion() == Conversion.NONE
                    ? hex.conversion() == Conversion.HEX_TO_DECIMAL
                    : decimal.conversion() == Conversion.DECIMAL_TO_HEX && hex.conversion() == Conversion.NONE;
        }

        /** Whether the settings let the receipt's id at {@code place} be that of {@code responseId}. */
        boolean allows(Place place, DeliveryReceipt.Ids ids, String responseId) {
            MessageIdForm form = form(place);
            String id = ids.at(place);
            return response == null
                    || form == null
                    || id == null
                    || form.apply(id.strip()).equals(response.apply(responseId.strip()));
        }

        private @Nullable MessageIdForm form(Place place) {
            return place == Place.TLV ? tlv : text;
        }
    }
}
