package trunkline.smpp.trace;

/** Sees every PDU of a bind, on the bind's loop; must not block. An exception out of it is logged. */
public interface PduTap {

    /**
     * A PDU was handed to be sent, or has come.
     *
     * @param pdu valid until this returns; {@link TracedPdu#octets} and {@link TracedPdu#lines} are the caller's own
     */
    void onPdu(TracedPdu pdu);
}
