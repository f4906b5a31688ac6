package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppInvalidArgumentException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.simulator.SimulatorListener.SentReceipt;

/**
 * A deliver_sm or data_sm that an ESME has to answer before it is forgotten.
 *
 * @param receipt what it reports; null for a message from a phone
 * @param not the link that it should not come over, if there is another; null for any
 */
record Parcel(BaseSm<?> pdu, @Nullable SentReceipt receipt, @Nullable EsmeLink not) {

    private static final Map<String, Integer> MESSAGE_STATES = Map.of(
            "ENROUTE", 1, "DELIVRD", 2, "EXPIRED", 3, "DELETED", 4, "UNDELIV", 5, "ACCEPTD", 6, "UNKNOWN", 7, "REJECTD",
            8);

    /** The octet of message_state (SMPP 3.4 §5.2.28) of a word; 0 of one that the standard does not have. */
    static int messageState(String state) {
        return MESSAGE_STATES.getOrDefault(state, 0);
    }

    /** A message, or a segment of one, from a phone. */
    static Parcel message(Address from, Address to, byte[] userData, int dataCoding, boolean hasHeader) {
        DeliverSm pdu = new DeliverSm();
        pdu.setSourceAddress(from);
        pdu.setDestAddress(to);
        pdu.setDataCoding((byte) dataCoding);
        pdu.setEsmClass(hasHeader ? SmppConstants.ESM_CLASS_UDHI_MASK : 0);
        setText(pdu, userData, false);
        return new Parcel(pdu, null, null);
    }

    /** The same with a parameter more. */
    Parcel with(int tag, byte... value) {
        pdu.addOptionalParameter(new Tlv((short) tag, value));
        return this;
    }

    /** Into short_message, or into message_payload if that is wanted or it is too long. */
    static void setText(BaseSm<?> pdu, byte[] text, boolean payload) {
        if (payload || text.length > 254) {
            pdu.addOptionalParameter(new Tlv(SmppConstants.TAG_MESSAGE_PAYLOAD, text));
            return;
        }
        try {
            pdu.setShortMessage(text);
        } catch (SmppInvalidArgumentException e) {
            throw new IllegalStateException("a message of " + text.length + " octets", e);
        }
    }
}
