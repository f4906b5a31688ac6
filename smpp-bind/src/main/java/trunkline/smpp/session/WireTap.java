package trunkline.smpp.session;

/** Sees the PDUs of a connection as they cross the wire. Asked on the connection's loop; must not block. */
public interface WireTap {

    /** Whether anybody listens: while not, nothing else is called. */
    boolean isOpen();

    /**
     * A PDU was handed to be sent, or has come.
     *
     * @param octets valid until the call returns
     */
    void onPdu(Direction direction, byte[] octets, int from, int length);

    /** A submit_sm of ours; the same, with what it was made from. */
    void onSubmit(SubmitRequest request, byte[] octets, int from, int length);

    /** Which way a PDU goes. */
    enum Direction {
        SENT,
        RECEIVED
    }
}
