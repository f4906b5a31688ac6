package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPResponse;

/** Who waits for the responses of one client transaction. Called in its mailbox. */
interface Exchange {

    /** Of the call or trunk that sent the request. */
    Mailbox mailbox();

    /** A response of any class, once for each time that the transaction layer passes it up. */
    void onResponse(SIPResponse response);

    /** No final response came within 64 × T1 (RFC 3261 §17.1), or a repeated request could not be sent. */
    void onTimeout();

    /** The connection that it went over is lost, or could not be had; a response may still come by another. */
    void onTransportFailure(String cause);
}
