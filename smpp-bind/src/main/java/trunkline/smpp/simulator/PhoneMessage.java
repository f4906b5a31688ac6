package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import trunkline.smpp.address.Address;

/**
 * A text as a phone sends it: in GSM 7-bit without extension characters, else UCS-2; in segments if it is long, whose place
 * is told as {@link Form} has it.
 */
public final class PhoneMessage {

    private static final int SEGMENTS = 255;
    private static final int GSM_ALONE = 160;
    private static final int UCS2_ALONE = 140;

    /** How a long message is carried. */
    public enum Form {
        /** Segments with a header of 6 octets (3GPP TS 23.040 §9.2.3.24.1). */
        UDH_8_BIT(153, 134),
        /** Segments with a header of 7 octets (§9.2.3.24.8). */
        UDH_16_BIT(152, 132),
        /** Segments with sar_msg_ref_num and its like (SMPP 3.4 §5.3.2.22 to §5.3.2.24). */
        SAR(153, 134),
        /** All of it in message_payload (§5.3.2.32). */
        PAYLOAD(65_000, 65_000);

        private final int septetsEach;
        private final int octetsEach;

        Form(int septetsEach, int octetsEach) {
            this.septetsEach = septetsEach;
            this.octetsEach = octetsEach;
        }
    }

    private final Address from;
    private final Address to;
    private final Form form;
    private final byte[] octets;
    private final boolean gsm;
    private final int total;

    /**
     * A message that is not sent yet.
     *
     * @throws IllegalArgumentException if {@code text} takes more than 255 segments
     */
    public PhoneMessage(Address from, Address to, String text, Form form) {
        this.from = from;
        this.to = to;
        this.form = form;
        byte[] septets = ShortMessageText.encodeGsm(text);
        gsm = septets != null;
        octets = septets != null ? septets : text.getBytes(StandardCharsets.UTF_16BE);
        boolean alone = octets.length <= (gsm ? GSM_ALONE : UCS2_ALONE);
        total = alone ? 1 : (octets.length + octetsEach() - 1) / octetsEach();
        if (total > SEGMENTS) {
            throw new IllegalArgumentException("'text' must fit 255 segments");
        }
    }

    /** One deliver_sm for each segment; of {@code reference} as many bits are used as there is room for. */
    List<Parcel> parcels(int reference) {
        if (total == 1) {
            Parcel parcel = parcel(new byte[0], form == Form.PAYLOAD ? new byte[0] : octets);
            return List.of(form == Form.PAYLOAD ? parcel.with(SmppConstants.TAG_MESSAGE_PAYLOAD, octets) : parcel);
        }
        var parcels = new ArrayList<Parcel>();
        for (int i = 0; i < total; i++) {
            byte[] part = Arrays.copyOfRange(octets, i * octetsEach(), Math.min((i + 1) * octetsEach(), octets.length));
            parcels.add(segment(part, reference, i + 1));
        }
        return parcels;
    }

    private Parcel segment(byte[] part, int reference, int sequence) {
        byte low = (byte) reference;
        byte high = (byte) (reference >> Byte.SIZE);
        return switch (form) {
            case UDH_16_BIT -> parcel(new byte[] {6, 8, 4, high, low, (byte) total, (byte) sequence}, part);
            case SAR ->
                parcel(new byte[0], part)
                        .with(SmppConstants.TAG_SAR_MSG_REF_NUM, high, low)
                        .with(SmppConstants.TAG_SAR_TOTAL_SEGMENTS, (byte) total)
                        .with(SmppConstants.TAG_SAR_SEGMENT_SEQNUM, (byte) sequence);
            case UDH_8_BIT, PAYLOAD -> parcel(new byte[] {5, 0, 3, low, (byte) total, (byte) sequence}, part);
        };
    }

    private int octetsEach() {
        return gsm ? form.septetsEach : form.octetsEach;
    }

    private Parcel parcel(byte[] header, byte[] part) {
        byte[] userData = Arrays.copyOf(header, header.length + part.length);
        System.arraycopy(part, 0, userData, header.length, part.length);
        int dataCoding = gsm ? ShortMessageText.GSM : ShortMessageText.UCS2;
        return Parcel.message(WireAddress.to(from), WireAddress.to(to), userData, dataCoding, header.length > 0);
    }
}
