package trunkline.media.sdp;

/** The outcome of reading the other side's SDP. */
public sealed interface Negotiation {

    /**
     * Both sides agree.
     *
     * @param local what we say of ourselves from now on; after an offer from the other side, its SDP is the answer
     */
    record Agreed(LocalMedia local, RemoteMedia remote) implements Negotiation {}

    /** There is nothing to agree on, or no sense in it; to an offer, SIP answers 488 (RFC 3261 §21.4.26). */
    record Refused(String reason) implements Negotiation {}
}
