package trunkline.smpp.session;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.transcoder.DefaultPduTranscoder;
import com.cloudhopper.smpp.transcoder.PduTranscoder;
import com.cloudhopper.smpp.transcoder.PduTranscoderContext;
import com.cloudhopper.smpp.type.RecoverablePduException;
import com.cloudhopper.smpp.type.SmppInvalidArgumentException;
import com.cloudhopper.smpp.type.UnrecoverablePduException;
import org.jboss.netty.buffer.ChannelBuffer;
import org.jboss.netty.buffer.ChannelBuffers;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.address.Address;

/** Our requests as cloudhopper's PDUs, and its transcoder without what it only needs for its own log lines. */
final class PduCodec {

    /** Without names for statuses and tags: they are looked up per PDU and only shown by a PDU's toString. */
    private static final PduTranscoderContext NO_NAMES = new PduTranscoderContext() {
        @Override
        public @Nullable String lookupResultMessage(int commandStatus) {
            return null;
        }

        @Override
        public @Nullable String lookupTlvTagName(short tag) {
            return null;
        }
    };

    /** Thread-safe: it has no state but its context. */
    static final PduTranscoder TRANSCODER = new DefaultPduTranscoder(NO_NAMES);

    private PduCodec() {}

    static SubmitSm submitSm(int sequence, SubmitRequest request) throws SmppInvalidArgumentException {
        UserData userData = request.userData();
        SubmitOptions options = request.options();
        var pdu = new SubmitSm();
        pdu.setSequenceNumber(sequence);
        pdu.setServiceType(options.serviceType());
        pdu.setSourceAddress(address(request.source()));
        pdu.setDestAddress(address(request.destination()));
        pdu.setEsmClass(userData.hasHeader() ? SmppConstants.ESM_CLASS_UDHI_MASK : 0);
        pdu.setProtocolId((byte) options.protocolId());
        pdu.setPriority((byte) options.priority());
        pdu.setScheduleDeliveryTime(options.times().schedule());
        pdu.setValidityPeriod(options.times().validity());
        pdu.setRegisteredDelivery((byte) options.registeredDelivery());
        pdu.setDataCoding((byte) userData.dataCoding());
        if (userData.isPayload()) {
            pdu.addOptionalParameter(new Tlv((short) OptionalParameters.MESSAGE_PAYLOAD, userData.toArray()));
        } else {
            pdu.setShortMessage(userData.toArray());
        }
        addSar(pdu, userData.number());
        return pdu;
    }

    private static void addSar(SubmitSm pdu, UserData.SegmentNumber number) {
        if (number.total() == 0) {
            return;
        }
        byte[] reference = {(byte) (number.reference() >> Byte.SIZE), (byte) number.reference()};
        pdu.addOptionalParameter(new Tlv((short) OptionalParameters.SAR_MSG_REF_NUM, reference));
        pdu.addOptionalParameter(
                new Tlv((short) OptionalParameters.SAR_TOTAL_SEGMENTS, new byte[] {(byte) number.total()}));
        pdu.addOptionalParameter(
                new Tlv((short) OptionalParameters.SAR_SEGMENT_SEQNUM, new byte[] {(byte) number.sequence()}));
    }

    static ChannelBuffer encode(Pdu pdu) throws RecoverablePduException, UnrecoverablePduException {
        return TRANSCODER.encode(pdu);
    }

    /** Decodes the one PDU between the indexes of {@code octets}, in place; what it keeps of it is copied. */
    static Pdu decode(ChannelBuffer octets) throws RecoverablePduException, UnrecoverablePduException {
        return TRANSCODER.decode(octets);
    }

    static Delivery decodeDelivery(byte[] octets) {
        try {
            Pdu pdu = decode(ChannelBuffers.wrappedBuffer(octets));
            if (pdu instanceof BaseSm<?> message && !(pdu instanceof SubmitSm)) {
                return new Delivery(message, octets, status -> {});
            }
            throw new IllegalArgumentException("not a whole deliver_sm or data_sm");
        } catch (RecoverablePduException | UnrecoverablePduException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a deliver_sm or data_sm: " + e.getMessage(), e);
        }
    }

    static com.cloudhopper.smpp.type.Address address(Address address) {
        return new com.cloudhopper.smpp.type.Address(
                (byte) address.typeOfNumber().octet(),
                (byte) address.numberingPlan().octet(),
                address.value());
    }
}
