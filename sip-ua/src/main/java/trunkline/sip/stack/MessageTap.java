package trunkline.sip.stack;

import java.util.function.Supplier;

/**
 * Sees every SIP message that leaves or arrives, repeated ones and those of no call of ours too: for timelines and
 * counters. Called on whatever thread has the message, so it must be quick and thread-safe.
 */
@FunctionalInterface
public interface MessageTap {

    void onMessage(TappedMessage message);

    /**
     * One message on the wire.
     *
     * @param sent whether we sent it
     * @param peer {@code address:port} of the other side
     * @param startLine the request or status line
     * @param cseq number and method
     * @param text the whole message, with bodies and credentials; to be read before the tap returns, if at all
     */
    record TappedMessage(
            boolean sent, String peer, String callId, String startLine, String cseq, Supplier<String> text) {}
}
