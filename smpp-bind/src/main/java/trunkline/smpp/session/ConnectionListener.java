package trunkline.smpp.session;

/**
 * What happens on one {@link SmppConnection}. Every call comes on the connection's loop; none after {@link #onClosed}.
 */
public interface ConnectionListener {

    /** TCP is connected; nothing was sent yet. */
    void onConnected();

    /** bind_transceiver_resp. */
    void onBindResponse(int commandStatus);

    /**
     * submit_sm_resp.
     *
     * @param sequence as given to {@link SmppConnection#submit}; may be one never used
     * @param smscMessageId empty if the response has none, as when it refuses
     */
    void onSubmitResponse(int sequence, int commandStatus, String smscMessageId);

    /** A deliver_sm or data_sm, which waits for its {@link Delivery#answer}. */
    void onDelivery(Delivery delivery);

    /** generic_nack: the SMSC could not make out the request with that number, or has none for it and says 0. */
    void onNack(int sequence, int commandStatus);

    void onUnbindResponse();

    /** A PDU that could not be decoded or was not for an ESME; it was answered, or ignored if it was a response. */
    void onMalformed(String what);

    /** All PDUs of one read were handed over, {@code pdus} of them; what was sent meanwhile is flushed after this. */
    void onReadBatchEnd(int pdus);

    /** The link is gone. {@link SmppConnection#octetsHanded} is final. */
    void onClosed(LinkLoss loss);
}
