package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DataSm;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.simulator.ReceiptShape.Carrier;
import trunkline.smpp.simulator.SimulatorListener.SentReceipt;

/**
 * The receipts that a message will have (SMPP 3.4 Appendix B): settled when it is taken, written when they are due, since a
 * cancel may come between.
 *
 * @param number of the message, which its ids are written from
 * @param fate the word behind {@code stat:} of the last one
 * @param before whether one with ENROUTE comes before it
 * @param after how many come after it
 * @param afterwards the word of those
 * @param malformed whether their texts are spoilt
 * @param not the link that they should not come over; null for any
 */
record ReceiptPlan(
        MessageBook.Entry entry,
        long number,
        String fate,
        boolean before,
        int after,
        String afterwards,
        boolean malformed,
        @Nullable EsmeLink not) {

    /** How many parcels it will be. */
    int count() {
        return 1 + (before ? 1 : 0) + after;
    }

    /** As they are due now. */
    List<Parcel> parcels(SmscBehaviour behaviour, String when) {
        var parcels = new ArrayList<Parcel>();
        if (before) {
            parcels.add(parcel("ENROUTE", behaviour, when));
        }
        String state = entry.settle(fate);
        parcels.add(parcel(state, behaviour, when));
        for (int i = 0; i < after; i++) {
            parcels.add(parcel(afterwards.equals(fate) ? state : afterwards, behaviour, when));
        }
        return parcels;
    }

    private Parcel parcel(String state, SmscBehaviour behaviour, String when) {
        SubmitSm submit = entry.submit();
        ReceiptShape shape = behaviour.receipts().shape();
        boolean knowsParameters = behaviour.admission().knowsParameters();
        String id = behaviour.ids().receipt().format(number);
        BaseSm<?> pdu = shape.carrier() == Carrier.DATA_SM && knowsParameters ? new DataSm() : new DeliverSm();
        pdu.setSourceAddress(submit.getDestAddress());
        pdu.setDestAddress(submit.getSourceAddress());
        pdu.setEsmClass((byte) shape.esmClass());
        if (shape.wide()) {
            pdu.setDataCoding((byte) ShortMessageText.UCS2);
        }
        Charset charset = shape.wide() ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        byte[] text = spoilt(text(submit, id, state, when).getBytes(charset));
        Parcel.setText(pdu, text, knowsParameters && shape.carrier() != Carrier.SHORT_MESSAGE);
        if (shape.parameters() && knowsParameters) {
            addParameters(pdu, behaviour.ids().parameter().format(number), state, submit);
        }
        return new Parcel(pdu, new SentReceipt(id, WireAddress.of(submit.getDestAddress()), state), not);
    }

    private static void addParameters(BaseSm<?> pdu, String id, String state, SubmitSm submit) {
        pdu.addOptionalParameter(
                new Tlv(SmppConstants.TAG_RECEIPTED_MSG_ID, (id + "\0").getBytes(StandardCharsets.ISO_8859_1)));
        int messageState = Parcel.messageState(state);
        if (messageState > 0) {
            pdu.addOptionalParameter(new Tlv(SmppConstants.TAG_MSG_STATE, new byte[] {(byte) messageState}));
        }
        Tlv reference = submit.getOptionalParameter(SmppConstants.TAG_USER_MESSAGE_REFERENCE);
        if (reference != null) {
            pdu.addOptionalParameter(reference);
        }
    }

    private static String text(SubmitSm submit, String id, String state, String when) {
        byte[] message = Segment.of(submit).text();
        boolean delivered = state.equals("DELIVRD");
        return String.format(
                Locale.ROOT,
                "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:%s",
                id,
                delivered ? "001" : "000",
                when,
                when,
                state,
                delivered ? "000" : "001",
                new String(message, 0, Math.min(20, message.length), StandardCharsets.ISO_8859_1));
    }

    private byte[] spoilt(byte[] text) {
        if (!malformed) {
            return text;
        }
        byte[] cut = Arrays.copyOf(text, text.length / 3);
        for (int i = 1; i < cut.length; i += 2) {
            cut[i] = (byte) ~cut[i];
        }
        return cut;
    }
}
