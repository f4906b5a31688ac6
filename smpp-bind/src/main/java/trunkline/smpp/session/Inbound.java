package trunkline.smpp.session;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DataSmResp;
import com.cloudhopper.smpp.pdu.DeliverSmResp;
import com.cloudhopper.smpp.pdu.EnquireLinkResp;
import com.cloudhopper.smpp.pdu.GenericNack;
import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.QuerySmResp;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.pdu.UnbindResp;
import com.cloudhopper.smpp.type.RecoverablePduException;
import com.cloudhopper.smpp.type.TerminatingNullByteNotFoundException;
import com.cloudhopper.smpp.type.UnrecoverablePduException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jboss.netty.buffer.ChannelBuffer;
import org.jboss.netty.buffer.ChannelBuffers;
import org.jspecify.annotations.Nullable;

/**
 * From octets to what they ask for: frames, decodes and hands on one PDU after the other, and answers those that need no
 * decision. Whatever a PDU holds, the one behind it is read; only a command_length that cannot be closes the link.
 *
 * <p>Confined to the connection's loop.
 */
final class Inbound {

    private static final int COMMAND_ID = 4;
    private static final int COMMAND_STATUS = 8;
    private static final int SEQUENCE_NUMBER = 12;
    private static final int RESPONSE = 0x80000000;

    private final SmppConnection connection;
    private final ConnectionListener listener;
    private final FrameBuffer frames = new FrameBuffer();
    private final ChannelBuffer view = ChannelBuffers.wrappedBuffer(frames.array());
    private long pdus;

    Inbound(SmppConnection connection, ConnectionListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /** PDUs read so far. */
    long pdus() {
        return pdus;
    }

    /** Whether a PDU has begun and is not whole. */
    boolean holdsPart() {
        return frames.holdsPart();
    }

    /** Reads all of {@code in}, or up to where the link was closed. */
    void read(ByteBuf in) {
        while (in.isReadable() && !connection.isClosed()) {
            int count = Math.min(in.readableBytes(), frames.room());
            in.readBytes(frames.array(), frames.end(), count);
            frames.received(count);
            int length = readWhole();
            if (length == FrameBuffer.TOO_LONG || length == FrameBuffer.TOO_SHORT) {
                connection.close(badLength(length == FrameBuffer.TOO_LONG));
            }
            frames.compact();
        }
    }

    private int readWhole() {
        int length;
        for (length = frames.nextLength(); length > 0; length = frames.nextLength()) {
            pdus++;
            readPdu(length);
            frames.consume(length);
            if (connection.isClosed()) {
                return FrameBuffer.INCOMPLETE;
            }
        }
        return length;
    }

    private LinkLoss badLength(boolean tooLong) {
        return new LinkLoss(
                tooLong ? LinkLoss.Cause.FRAME_TOO_LONG : LinkLoss.Cause.FRAME_TOO_SHORT,
                "command_length " + Integer.toUnsignedString(frames.field(0)));
    }

    private void readPdu(int length) {
        int commandId = frames.field(COMMAND_ID);
        int commandStatus = frames.field(COMMAND_STATUS);
        int sequence = frames.field(SEQUENCE_NUMBER);
        Pdu pdu = null;
        int fault = CommandStatus.ESME_ROK;
        if (connection.tap().isOpen()) {
            connection.tap().onPdu(WireTap.Direction.RECEIVED, frames.array(), frames.start(), length);
        }
        try {
            view.setIndex(frames.start(), frames.start() + length);
            pdu = PduCodec.decode(view);
        } catch (TerminatingNullByteNotFoundException e) {
            fault = CommandStatus.ESME_RINVPARLEN;
        } catch (IndexOutOfBoundsException e) {
            fault = CommandStatus.ESME_RINVMSGLEN;
        } catch (RecoverablePduException e) {
            // The message was read, so it is what stands behind it that was not.
            boolean hasMessage = e.getPartialPdu() instanceof BaseSm<?> partial && partial.getShortMessage() != null;
            fault = hasMessage ? CommandStatus.ESME_RINVOPTPARSTREAM : CommandStatus.ESME_RINVCMDLEN;
        } catch (UnrecoverablePduException | RuntimeException e) {
            fault = CommandStatus.ESME_RSYSERR;
        }
        if ((commandId & RESPONSE) != 0) {
            onResponse(commandId, sequence, commandStatus, pdu, length);
        } else if (pdu == null) {
            onUndecodable(commandId, sequence, fault);
        } else {
            onRequest(pdu, length);
        }
    }

    /** A response says enough by its header, so that one with a broken body still counts. */
    private void onResponse(int commandId, int sequence, int commandStatus, @Nullable Pdu pdu, int length) {
        switch (commandId) {
            case SmppConstants.CMD_ID_SUBMIT_SM_RESP ->
                listener.onSubmitResponse(sequence, commandStatus, messageId(pdu, length), congestionState(pdu));
            case SmppConstants.CMD_ID_GENERIC_NACK -> listener.onNack(sequence, commandStatus);
            case SmppConstants.CMD_ID_BIND_TRANSCEIVER_RESP,
                    SmppConstants.CMD_ID_BIND_TRANSMITTER_RESP,
                    SmppConstants.CMD_ID_BIND_RECEIVER_RESP ->
                listener.onBindResponse(bindResponse(commandStatus, pdu));
            case SmppConstants.CMD_ID_QUERY_SM_RESP,
                    SmppConstants.CMD_ID_CANCEL_SM_RESP,
                    SmppConstants.CMD_ID_REPLACE_SM_RESP ->
                listener.onOperationResponse(sequence, operationResponse(commandStatus, pdu));
            case SmppConstants.CMD_ID_UNBIND_RESP -> listener.onUnbindResponse();
            case SmppConstants.CMD_ID_ENQUIRE_LINK_RESP -> {}
            default -> listener.onMalformed("response 0x%08X nobody asked for".formatted(commandId));
        }
    }

    /** message_id of a submit_sm_resp; what stands there up to a NUL or the end, if the response was not decodable. */
    private String messageId(@Nullable Pdu pdu, int length) {
        if (pdu instanceof SubmitSmResp response) {
            return response.getMessageId() == null ? "" : response.getMessageId();
        }
        int from = frames.start() + FrameBuffer.MIN_LENGTH;
        int to = from;
        while (to < frames.start() + length && frames.array()[to] != 0) {
            to++;
        }
        return pdu == null ? new String(frames.array(), from, to - from, StandardCharsets.ISO_8859_1) : "";
    }

    private static int congestionState(@Nullable Pdu pdu) {
        if (pdu == null || pdu.getOptionalParameters() == null) {
            return -1;
        }
        return OptionalParameters.of(pdu.getOptionalParameters()).number(OptionalParameters.CONGESTION_STATE);
    }

    private static BindResponse bindResponse(int commandStatus, @Nullable Pdu pdu) {
        if (!(pdu instanceof BaseBindResp response)) {
            return new BindResponse(commandStatus, "", -1);
        }
        String systemId = response.getSystemId() == null ? "" : response.getSystemId();
        OptionalParameters parameters = OptionalParameters.of(response.getOptionalParameters());
        return new BindResponse(commandStatus, systemId, parameters.number(OptionalParameters.SC_INTERFACE_VERSION));
    }

    private static OperationResponse operationResponse(int commandStatus, @Nullable Pdu pdu) {
        if (commandStatus != CommandStatus.ESME_ROK || !(pdu instanceof QuerySmResp response)) {
            return OperationResponse.ofStatus(commandStatus);
        }
        String finalDate = response.getFinalDate() == null ? "" : response.getFinalDate();
        return new OperationResponse(
                commandStatus, response.getMessageState() & 0xFF, response.getErrorCode() & 0xFF, finalDate);
    }

    private void onRequest(Pdu pdu, int length) {
        switch (pdu.getCommandId()) {
            case SmppConstants.CMD_ID_DELIVER_SM, SmppConstants.CMD_ID_DATA_SM ->
                connection.deliver(
                        (BaseSm<?>) pdu,
                        Arrays.copyOfRange(frames.array(), frames.start(), frames.start() + length),
                        listener);
            case SmppConstants.CMD_ID_ENQUIRE_LINK -> answer(new EnquireLinkResp(), pdu.getSequenceNumber(), 0);
            case SmppConstants.CMD_ID_UNBIND -> {
                answer(new UnbindResp(), pdu.getSequenceNumber(), 0);
                connection.closeFlushed(new LinkLoss(LinkLoss.Cause.PEER_UNBOUND, "unbind"));
            }
            case SmppConstants.CMD_ID_ALERT_NOTIFICATION -> {} // has no response (SMPP 3.4 §4.12)
            default -> onUndecodable(pdu.getCommandId(), pdu.getSequenceNumber(), CommandStatus.ESME_RINVCMDID);
        }
    }

    /** A request that cannot be read, or that an SMSC does not send to an ESME. */
    private void onUndecodable(int commandId, int sequence, int fault) {
        switch (commandId) {
            case SmppConstants.CMD_ID_DELIVER_SM -> answer(new DeliverSmResp(), sequence, fault);
            case SmppConstants.CMD_ID_DATA_SM -> answer(new DataSmResp(), sequence, fault);
            case SmppConstants.CMD_ID_ENQUIRE_LINK -> answer(new EnquireLinkResp(), sequence, 0);
            default -> answer(new GenericNack(), sequence, CommandStatus.ESME_RINVCMDID);
        }
        listener.onMalformed("request 0x%08X: %s".formatted(commandId, CommandStatus.name(fault)));
    }

    private void answer(PduResponse response, int sequence, int commandStatus) {
        response.setSequenceNumber(sequence);
        response.setCommandStatus(commandStatus);
        connection.send(response);
    }
}
