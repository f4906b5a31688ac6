package trunkline.smpp.session;

/**
 * What happens on one {@link SmppConnection}. Every call comes on the connection's loop; none after {@link #onClosed}.
 */
public interface ConnectionListener {

    /** TCP is connected; nothing was sent yet. */
    void onConnected();

    /** The response to a bind of whichever type. */
    void onBindResponse(BindResponse response);

    /**
     * submit_sm_resp.
     *
     * @param sequence as given to {@link SmppConnection#submit}; may be one never used
     * @param smscMessageId empty if the response has none, as when it refuses
     * @param congestionState congestion_state (SMPP 5.0 §4.8.4.18), 0 to 100 and what else it may hold; -1 if there is none
     */
    void onSubmitResponse(int sequence, int commandStatus, String smscMessageId, int congestionState);

    /** The response to a query, cancel or replace; {@code sequence} may be one never used. */
    void onOperationResponse(int sequence, OperationResponse response);

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
