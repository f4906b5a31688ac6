package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppInvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.simulator.SimulatorListener.SentReceipt;

/**
 * A deliver_sm that an ESME has to answer before it is forgotten.
 *
 * @param receipt what it reports; null for a message from a phone
 */
record Parcel(DeliverSm pdu, @Nullable SentReceipt receipt) {

    private static final byte ESM_CLASS_RECEIPT = 0x04;
    private static final Map<String, Integer> MESSAGE_STATES = Map.of(
            "ENROUTE", 1, "DELIVRD", 2, "EXPIRED", 3, "DELETED", 4, "UNDELIV", 5, "ACCEPTD", 6, "UNKNOWN", 7, "REJECTD",
            8);

    /** The receipt of {@code submitted} (SMPP 3.4 Appendix B). */
    static Parcel receipt(BaseSm<?> submitted, String id, SmscBehaviour.Receipts how, String when) {
        byte[] text = Segment.of(submitted).text();
        boolean delivered = how.state().equals("DELIVRD");
        String start = new String(text, 0, Math.min(20, text.length), StandardCharsets.ISO_8859_1);
        String body = String.format(
                Locale.ROOT,
                "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:%s",
                id,
                delivered ? "001" : "000",
                when,
                when,
                how.state(),
                delivered ? "000" : "001",
                start);
        DeliverSm pdu = deliverSm(
                submitted.getDestAddress(), submitted.getSourceAddress(), body.getBytes(StandardCharsets.ISO_8859_1));
        pdu.setEsmClass(ESM_CLASS_RECEIPT);
        if (how.parameters()) {
            pdu.addOptionalParameter(
                    new Tlv(SmppConstants.TAG_RECEIPTED_MSG_ID, (id + "\0").getBytes(StandardCharsets.ISO_8859_1)));
            Integer state = MESSAGE_STATES.get(how.state());
            if (state != null) {
                pdu.addOptionalParameter(new Tlv(SmppConstants.TAG_MSG_STATE, new byte[] {state.byteValue()}));
            }
        }
        return new Parcel(pdu, new SentReceipt(id, WireAddress.of(submitted.getDestAddress()), how.state()));
    }

    /** A message, or a segment of one, from a phone. */
    static Parcel message(Address from, Address to, byte[] userData, int dataCoding, boolean hasHeader) {
        DeliverSm pdu = deliverSm(from, to, userData);
        pdu.setDataCoding((byte) dataCoding);
        pdu.setEsmClass(hasHeader ? SmppConstants.ESM_CLASS_UDHI_MASK : 0);
        return new Parcel(pdu, null);
    }

    private static DeliverSm deliverSm(Address from, Address to, byte[] shortMessage) {
        var pdu = new DeliverSm();
        pdu.setSourceAddress(from);
        pdu.setDestAddress(to);
        try {
            pdu.setShortMessage(shortMessage);
        } catch (SmppInvalidArgumentException e) {
            throw new IllegalStateException("a deliver_sm of " + shortMessage.length + " octets", e);
        }
        return pdu;
    }
}
