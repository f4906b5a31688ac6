package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.tlv.Tlv;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.simulator.Dialect.LongForm;

/**
 * The user data of one submit_sm, with its place in a longer message: by a user data header (3GPP TS 23.040 §9.2.3.24.1,
 * §9.2.3.24.8) or by the SAR parameters (SMPP 3.4 §5.3.2.22 to §5.3.2.24).
 */
final class Segment {

    private static final int CONCATENATION_8_BIT = 0x00;
    private static final int CONCATENATION_16_BIT = 0x08;

    private final Dialect dialect;
    private final byte[] text;
    private int reference;
    private int total = 1;
    private int sequence = 1;

    private Segment(byte[] userData, boolean hasHeader, boolean packed, Dialect dialect) {
        this.dialect = dialect;
        int headerEnd = hasHeader && userData.length > 0 ? 1 + (userData[0] & 0xFF) : 0;
        if (headerEnd <= userData.length) {
            readHeader(userData, headerEnd);
        }
        byte[] octets = Arrays.copyOfRange(userData, Math.min(headerEnd, userData.length), userData.length);
        text = packed ? ShortMessageText.unpacked(octets, headerEnd) : octets;
    }

    static Segment of(BaseSm<?> pdu) {
        return of(pdu, Dialect.ANY);
    }

    /** As an SMSC of this dialect reads it. */
    static Segment of(BaseSm<?> pdu, Dialect dialect) {
        boolean hasHeader = (pdu.getEsmClass() & SmppConstants.ESM_CLASS_UDHI_MASK) != 0;
        boolean packed = dialect.alphabet() == Dialect.Alphabet.GSM7_PACKED
                && ShortMessageText.isGsm(pdu.getDataCoding() & 0xFF);
        var segment = new Segment(userData(pdu, dialect), hasHeader, packed, dialect);
        if (dialect.knows(LongForm.SAR)) {
            segment.readSar(pdu);
        }
        return segment;
    }

    /** Without its header. */
    byte[] text() {
        return text;
    }

    int reference() {
        return reference;
    }

    /** Segments of the message; 1 if it stands alone or what it says of its place makes no sense. */
    int total() {
        return sequence >= 1 && sequence <= total ? total : 1;
    }

    /** From 1. */
    int sequence() {
        return total() == 1 ? 1 : sequence;
    }

    private static byte[] userData(BaseSm<?> pdu, Dialect dialect) {
        Tlv payload = pdu.getOptionalParameter(SmppConstants.TAG_MESSAGE_PAYLOAD);
        if (payload != null && pdu.getShortMessageLength() == 0 && dialect.knows(LongForm.PAYLOAD)) {
            return payload.getValue();
        }
        byte[] shortMessage = pdu.getShortMessage();
        return shortMessage == null ? new byte[0] : shortMessage;
    }

    private void readHeader(byte[] userData, int headerEnd) {
        int at = 1;
        while (at + 2 <= headerEnd) {
            int identifier = userData[at] & 0xFF;
            int length = userData[at + 1] & 0xFF;
            if (at + 2 + length > headerEnd) {
                return;
            }
            if (identifier == CONCATENATION_8_BIT && length == 3 && dialect.knows(LongForm.UDH_8_BIT)) {
                place(userData[at + 2] & 0xFF, userData[at + 3] & 0xFF, userData[at + 4] & 0xFF);
            } else if (identifier == CONCATENATION_16_BIT && length == 4 && dialect.knows(LongForm.UDH_16_BIT)) {
                int wide = ((userData[at + 2] & 0xFF) << 8) | (userData[at + 3] & 0xFF);
                place(wide, userData[at + 4] & 0xFF, userData[at + 5] & 0xFF);
            }
            at += 2 + length;
        }
    }

    private void readSar(BaseSm<?> pdu) {
        int sarReference = number(pdu.getOptionalParameter(SmppConstants.TAG_SAR_MSG_REF_NUM));
        int sarTotal = number(pdu.getOptionalParameter(SmppConstants.TAG_SAR_TOTAL_SEGMENTS));
        int sarSequence = number(pdu.getOptionalParameter(SmppConstants.TAG_SAR_SEGMENT_SEQNUM));
        if (sarReference >= 0 && sarTotal > 0 && sarSequence > 0) {
            place(sarReference, sarTotal, sarSequence);
        }
    }

    private void place(int newReference, int newTotal, int newSequence) {
        reference = newReference;
        total = newTotal;
        sequence = newSequence;
    }

    private static int number(@Nullable Tlv tlv) {
        int number = tlv == null ? -1 : 0;
        if (tlv != null) {
            for (byte octet : tlv.getValue()) {
                number = ((number << 8) | (octet & 0xFF)) & 0xFFFF;
            }
        }
        return number;
    }
}
