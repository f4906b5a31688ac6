package trunkline.smpp.session;

import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DataSm;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;

/**
 * What an SMSC delivers: a message from a phone, or a receipt, as deliver_sm (SMPP 3.4 §4.6.1) or data_sm (§4.7.1).
 *
 * <p>Whoever gets one owes {@link #answer}, once it is kept: an SMSC offers an unanswered one again, and forgets an
 * answered one. Thread-safe; the octets it hands out are its own and must not be changed.
 */
public final class Delivery {

    private final BaseSm<?> pdu;
    private final byte[] octets;
    private final Address source;
    private final Address destination;
    private final OptionalParameters parameters;
    private final AtomicReference<IntConsumer> answer;

    Delivery(BaseSm<?> pdu, byte[] octets, IntConsumer answer) {
        this.pdu = pdu;
        this.octets = octets;
        this.source = address(pdu.getSourceAddress());
        this.destination = address(pdu.getDestAddress());
        this.parameters = OptionalParameters.of(pdu.getOptionalParameters());
        this.answer = new AtomicReference<>(answer);
    }

    /**
     * Reads one whole deliver_sm or data_sm, whose answer goes nowhere.
     *
     * @throws IllegalArgumentException if it is another PDU or cannot be decoded
     */
    public static Delivery decode(byte[] octets) {
        return PduCodec.decodeDelivery(octets);
    }

    private static Address address(com.cloudhopper.smpp.type.Address address) {
        return new Address(
                TypeOfNumber.of(address.getTon()), NumberingPlan.of(address.getNpi()), text(address.getAddress()));
    }

    /** Cloudhopper reads a string that has not even its NUL as null. */
    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** All of it as it came, for {@link #decode}; not copied. */
    public byte[] octets() {
        return octets;
    }

    public Address source() {
        return source;
    }

    public Address destination() {
        return destination;
    }

    public String serviceType() {
        return text(pdu.getServiceType());
    }

    /** The octet of SMPP 3.4 §5.2.12, 0 to 255. */
    public int esmClass() {
        return pdu.getEsmClass() & 0xFF;
    }

    /** The octet of SMPP 3.4 §5.2.13, 0 to 255; 0 for a data_sm, which has none. */
    public int protocolId() {
        return pdu.getProtocolId() & 0xFF;
    }

    /** The octet of SMPP 3.4 §5.2.17, 0 to 255. */
    public int registeredDelivery() {
        return pdu.getRegisteredDelivery() & 0xFF;
    }

    /** The octet of SMPP 3.4 §5.2.19, 0 to 255. */
    public int dataCoding() {
        return pdu.getDataCoding() & 0xFF;
    }

    /** Whether it came as data_sm. */
    public boolean isDataSm() {
        return pdu instanceof DataSm;
    }

    public OptionalParameters parameters() {
        return parameters;
    }

    /** The message, header included if there is one: message_payload (SMPP 3.4 §5.3.2.32), else short_message. */
    public byte[] userData() {
        byte[] payload = parameters.octets(OptionalParameters.MESSAGE_PAYLOAD);
        if (payload != null && pdu.getShortMessageLength() == 0) {
            return payload;
        }
        byte[] shortMessage = pdu.getShortMessage();
        return shortMessage == null ? new byte[0] : shortMessage;
    }

    /**
     * Sends deliver_sm_resp or data_sm_resp with {@code commandStatus}, together with whatever else the loop writes in
     * the same turn. From any thread. A second answer, and one to a link that is gone, do nothing: after a lost link the
     * SMSC offers the delivery again.
     */
    public void answer(int commandStatus) {
        IntConsumer once = answer.getAndSet(null);
        if (once != null) {
            once.accept(commandStatus);
        }
    }
}
