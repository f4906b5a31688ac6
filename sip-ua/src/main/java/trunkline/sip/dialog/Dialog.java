package trunkline.sip.dialog;

import java.util.List;

/**
 * The relation of two user agents that lasts beyond one transaction (RFC 3261 §12), from our side, the caller's. A call
 * has one for each fork that sent a To tag; it is early until the 2xx.
 *
 * @param callId the same in all forks
 * @param localTag our From tag
 * @param remoteTag the To tag of the fork
 * @param localSequence the CSeq number of our last request
 * @param remoteSequence the CSeq number of the peer's last request; {@link #NONE_YET} before the first
 * @param remoteTarget the URI of the peer's Contact, where requests go
 * @param routeSet the Record-Route values of the response in reverse order (RFC 3261 §12.1.2)
 */
public record Dialog(
        String callId,
        String localTag,
        String remoteTag,
        long localSequence,
        long remoteSequence,
        String remoteTarget,
        List<String> routeSet) {

    /** The remote sequence number is empty (RFC 3261 §12.1.2). */
    public static final long NONE_YET = -1;

    public Dialog {
        routeSet = List.copyOf(routeSet);
    }

    /** Where its next request goes. */
    public RequestRoute route() {
        return RequestRoute.of(remoteTarget, routeSet);
    }

    /** With the CSeq number of one more request of ours (RFC 3261 §12.2.1.1). ACK and CANCEL take none. */
    public Dialog withNextRequest() {
        return new Dialog(callId, localTag, remoteTag, localSequence + 1, remoteSequence, remoteTarget, routeSet);
    }

    /**
     * Whether a request of the peer came after one with a higher number, and must be refused with 500 (RFC 3261
     * §12.2.2).
     */
    public boolean isOutOfOrder(long sequence) {
        return remoteSequence != NONE_YET && sequence < remoteSequence;
    }

    /** After a request of the peer that is in order. */
    public Dialog withRemoteSequence(long sequence) {
        return new Dialog(callId, localTag, remoteTag, localSequence, sequence, remoteTarget, routeSet);
    }

    /** After a target refresh: a re-INVITE or UPDATE with this Contact (RFC 3261 §12.2.2). */
    public Dialog withRemoteTarget(String target) {
        return new Dialog(callId, localTag, remoteTag, localSequence, remoteSequence, target, routeSet);
    }

    /** The 2xx sets the route set and the target anew (RFC 3261 §13.2.2.4); the sequence numbers go on. */
    public Dialog confirmed(String target, List<String> routes) {
        return new Dialog(callId, localTag, remoteTag, localSequence, remoteSequence, target, routes);
    }
}
