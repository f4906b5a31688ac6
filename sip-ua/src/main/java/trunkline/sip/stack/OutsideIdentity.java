package trunkline.sip.stack;

/**
 * What the requests of one registration, or of one watch over a trunk, have in common.
 *
 * @param callId the same for as long as it goes on (RFC 3261 §10.2)
 * @param localTag the tag of our From header
 * @param from the URI of From
 * @param to the URI of To: for REGISTER the address of record
 */
record OutsideIdentity(String callId, String localTag, String from, String to) {

    static OutsideIdentity of(String from, String to) {
        return new OutsideIdentity(CallIdentity.randomToken(), CallIdentity.randomToken(), from, to);
    }
}
