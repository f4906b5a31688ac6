package trunkline.smpp.receipt;

import java.util.List;
import java.util.Map;

/**
 * How receipts of one SMSC are read.
 *
 * @param esmClassMask a delivery is a receipt if its esm_class has any of these bits (SMPP 3.4 §5.2.12), 0 to 255
 * @param dateForms forms of the dates, in the order to try them
 * @param states words after {@code stat:} that this SMSC uses beside those of the standard
 * @param ids how its ids compare
 */
public record ReceiptSettings(
        int esmClassMask, List<ReceiptDate.Form> dateForms, Map<String, MessageState> states, IdSettings ids) {

    /** Message types that receipts come with: 0x04 receipt, 0x08 acknowledgement, 0x20 intermediate notification. */
    public static final int RECEIPT_BITS = 0x2C;

    /** What suits an SMSC of which nothing is known. */
    public static final ReceiptSettings DEFAULT =
            new ReceiptSettings(RECEIPT_BITS, List.of(ReceiptDate.Form.values()), Map.of(), IdSettings.AS_IS);

    public ReceiptSettings {
        if (esmClassMask < 0 || esmClassMask > 0xFF) {
            throw new IllegalArgumentException("'esmClassMask' is '%d': must be 0 to 255".formatted(esmClassMask));
        }
        dateForms = List.copyOf(dateForms);
        states = Map.copyOf(states);
    }

    public ReceiptSettings withIds(IdSettings other) {
        return new ReceiptSettings(esmClassMask, dateForms, states, other);
    }

    /**
     * The form of an id by where it stands.
     *
     * @param response in submit_sm_resp
     * @param text in the text of a receipt
     * @param tlv in receipted_message_id of a receipt
     * @param preferText match by the text's id even where there is a TLV
     */
    public record IdSettings(MessageIdForm response, MessageIdForm text, MessageIdForm tlv, boolean preferText) {

        /** All three the same, and the TLV first. */
        public static final IdSettings AS_IS =
                new IdSettings(MessageIdForm.AS_IS, MessageIdForm.AS_IS, MessageIdForm.AS_IS, false);

        /** Hexadecimal in the response, decimal in the receipt; the most frequent mismatch there is. */
        public static final IdSettings HEX_RESPONSE = new IdSettings(
                MessageIdForm.HEX_TO_DECIMAL, MessageIdForm.WITHOUT_ZEROS, MessageIdForm.WITHOUT_ZEROS, false);
    }
}
