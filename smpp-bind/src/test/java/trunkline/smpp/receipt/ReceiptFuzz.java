package trunkline.smpp.receipt;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.receipt.IdMatch.Claim;
import trunkline.smpp.receipt.IdMatch.Evidence;
import trunkline.smpp.receipt.IdMatch.Place;
import trunkline.smpp.receipt.IdMatch.Take;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.wire.Pdus;

/**
 * Any octets as the text of a receipt, with any esm_class and data_coding. Nothing may escape; and a receipt is always
 * matched to the submit whose response had the same id. Run by {@code FuzzTest} for a moment and by {@code bench/fuzz.sh} for
 * long.
 */
public final class ReceiptFuzz {

    private static final ReceiptSettings SETTINGS = new ReceiptSettings(
            ReceiptSettings.RECEIPT_BITS,
            true,
            List.of(ReceiptDate.Form.values()),
            Map.of("0", MessageState.DELIVERED),
            IdSettings.LEARNT);

    private ReceiptFuzz() {}

    /** What Jazzer calls: esm_class, data_coding, then the text. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2 || data.length > 60_000) {
            return;
        }
        byte[] text = Arrays.copyOfRange(data, 2, data.length);
        int esmClass = data[0] & 0xFF;
        int dataCoding = data[1] & 0xFF;
        if (text.length <= 255) {
            read(Delivery.decode(Pdus.deliverSm(1, esmClass, dataCoding, text)));
        }
        read(Delivery.decode(Pdus.dataSm(1, esmClass, dataCoding, Pdus.tlv(0x424, text))));
        read(Delivery.decode(Pdus.deliverSm(1, 4, dataCoding, new byte[0], Pdus.tlv(0x1E, text))));
    }

    private static void read(Delivery delivery) {
        for (IdSettings ids : List.of(IdSettings.LEARNT, IdSettings.HEX_RESPONSE, IdSettings.AS_IS)) {
            DeliveryReceipt receipt = new DeliveryReceiptParser(SETTINGS.withIds(ids))
                    .parse(delivery)
                    .orElse(null);
            if (receipt != null) {
                match(receipt, new IdLearning(ids), ids.equals(IdSettings.HEX_RESPONSE));
            }
        }
    }

    private static void match(DeliveryReceipt receipt, IdLearning learning, boolean converts) {
        List<IdMatch.Candidate> candidates = learning.candidates(receipt.ids());
        if (candidates.size() > 6) {
            throw new AssertionError("candidates: " + candidates);
        }
        String id = id(receipt.ids());
        if (id == null || converts) {
            return;
        }
        Claim own = new Claim(1, id, Evidence.NONE);
        IdMatch.Choice choice = learning.choose(receipt.ids(), List.of(own), false);
        if (!(choice instanceof Take take) || !take.claim().equals(own)) {
            throw new AssertionError(receipt.ids() + " is not matched to its own: " + choice);
        }
        learning.confirmed(receipt.ids(), take);
        new IdLearning(IdSettings.LEARNT).restore(learning.save());
    }

    private static @Nullable String id(DeliveryReceipt.Ids ids) {
        String tlv = ids.at(Place.TLV);
        String id = tlv == null || tlv.isBlank() ? ids.at(Place.TEXT) : tlv;
        return id == null || id.isBlank() ? null : id;
    }
}
