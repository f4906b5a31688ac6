package trunkline.smpp.session;

import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BindReceiver;
import com.cloudhopper.smpp.pdu.BindTransceiver;
import com.cloudhopper.smpp.pdu.BindTransmitter;
import com.cloudhopper.smpp.pdu.CancelSm;
import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.pdu.QuerySm;
import com.cloudhopper.smpp.pdu.ReplaceSm;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppInvalidArgumentException;

/** The requests of a session and the operations on messages as cloudhopper's PDUs. */
final class SessionPdus {

    private SessionPdus() {}

    /** bind_transmitter, bind_receiver or bind_transceiver (SMPP 3.4 §4.1). */
    static Pdu bind(int sequence, BindRequest request) {
        BaseBind<?> pdu =
                switch (request.type()) {
                    case TRANSMITTER -> new BindTransmitter();
                    case RECEIVER -> new BindReceiver();
                    case TRANSCEIVER -> new BindTransceiver();
                };
        pdu.setSequenceNumber(sequence);
        pdu.setSystemId(request.credentials().systemId());
        pdu.setPassword(request.credentials().password());
        pdu.setSystemType(request.credentials().systemType());
        pdu.setInterfaceVersion((byte) request.version().octet());
        AddressRange range = request.addressRange();
        pdu.setAddressRange(new Address(
                (byte) range.typeOfNumber().octet(),
                (byte) range.numberingPlan().octet(),
                range.range()));
        return pdu;
    }

    /** query_sm, cancel_sm or replace_sm. */
    static Pdu operation(int sequence, OperationRequest request) {
        Pdu pdu;
        if (request instanceof OperationRequest.Query query) {
            pdu = query(query);
        } else if (request instanceof OperationRequest.Cancel cancel) {
            pdu = cancel(cancel);
        } else if (request instanceof OperationRequest.Replace replace) {
            pdu = replace(replace);
        } else {
            throw new IllegalStateException("an operation without a PDU: " + request);
        }
        pdu.setSequenceNumber(sequence);
        return pdu;
    }

    private static QuerySm query(OperationRequest.Query request) {
        var pdu = new QuerySm();
        pdu.setMessageId(request.smscMessageId());
        pdu.setSourceAddress(PduCodec.address(request.source()));
        return pdu;
    }

    private static CancelSm cancel(OperationRequest.Cancel request) {
        var pdu = new CancelSm();
        pdu.setServiceType(request.serviceType());
        pdu.setMessageId(request.smscMessageId());
        pdu.setSourceAddress(PduCodec.address(request.source()));
        pdu.setDestAddress(PduCodec.address(request.destination()));
        return pdu;
    }

    private static ReplaceSm replace(OperationRequest.Replace request) {
        var pdu = new ReplaceSm();
        pdu.setMessageId(request.smscMessageId());
        pdu.setSourceAddress(PduCodec.address(request.source()));
        pdu.setScheduleDeliveryTime(request.times().schedule());
        pdu.setValidityPeriod(request.times().validity());
        pdu.setRegisteredDelivery((byte) request.registeredDelivery());
        try {
            pdu.setShortMessage(request.userData().toArray());
        } catch (SmppInvalidArgumentException e) {
            throw new IllegalStateException("a checked request that cannot be encoded", e);
        }
        return pdu;
    }
}
