package trunkline.smpp.session;

/**
 * What a peer may not exceed.
 *
 * @param stallNanos for how long a PDU may be in the making, and the socket take nothing of what we send
 * @param openDeliveries deliveries that wait for their answer at once; one more is answered ESME_RMSGQFUL, upon which an
 *     SMSC offers it again later
 */
public record ConnectionLimits(long stallNanos, int openDeliveries) {}
