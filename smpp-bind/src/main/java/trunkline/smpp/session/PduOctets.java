package trunkline.smpp.session;

import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.pdu.QuerySmResp;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.type.RecoverablePduException;
import com.cloudhopper.smpp.type.UnrecoverablePduException;
import org.jboss.netty.buffer.ChannelBuffer;

/** PDUs as they cross the wire, made again from what is known of them: to be shown, not sent. */
public final class PduOctets {

    private PduOctets() {}

    /** The submit_sm of {@code request}. */
    public static byte[] submitSm(int sequence, SubmitRequest request) {
        try {
            return octets(PduCodec.submitSm(sequence, request));
        } catch (RecoverablePduException | UnrecoverablePduException e) {
            throw new IllegalArgumentException("cannot be encoded: " + e.getMessage(), e);
        }
    }

    /**
     * The submit_sm_resp with this status and id, without whatever optional parameters it may have had.
     *
     * @param messageId empty for none
     */
    public static byte[] submitSmResponse(int sequence, int commandStatus, String messageId) {
        var response = new SubmitSmResp();
        response.setSequenceNumber(sequence);
        response.setCommandStatus(commandStatus);
        response.setMessageId(messageId);
        try {
            return octets(response);
        } catch (RecoverablePduException | UnrecoverablePduException e) {
            throw new IllegalArgumentException("cannot be encoded: " + e.getMessage(), e);
        }
    }

    /**
     * The query_sm_resp that tells where a message stands (SMPP 3.4 §4.8.2).
     *
     * @param messageState the octet of §5.2.28
     * @param errorCode the network's own, 0 to 255
     * @param finalDate in the form of §7.1.1; empty if it is in no final state
     */
    public static byte[] querySmResponse(
            int sequence, String messageId, int messageState, int errorCode, String finalDate) {
        var response = new QuerySmResp();
        response.setSequenceNumber(sequence);
        response.setMessageId(messageId);
        response.setFinalDate(finalDate);
        response.setMessageState((byte) messageState);
        response.setErrorCode((byte) errorCode);
        try {
            return octets(response);
        } catch (RecoverablePduException | UnrecoverablePduException e) {
            throw new IllegalArgumentException("cannot be encoded: " + e.getMessage(), e);
        }
    }

    private static byte[] octets(Pdu pdu) throws RecoverablePduException, UnrecoverablePduException {
        ChannelBuffer buffer = PduCodec.encode(pdu);
        byte[] octets = new byte[buffer.readableBytes()];
        buffer.readBytes(octets);
        return octets;
    }
}
