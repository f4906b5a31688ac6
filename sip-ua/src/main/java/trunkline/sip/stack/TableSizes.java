package trunkline.sip.stack;

/**
 * What a user agent holds now. All are 0 some time after the last call: 64 × T1 after it ended, and as long again where
 * its last message was refused by or lost on the way to the peer.
 *
 * @param calls live ones
 * @param endedCalls kept to acknowledge what answers late
 * @param dialogs of both
 * @param clientTransactions requests of ours (RFC 3261 §17.1)
 * @param serverTransactions requests of peers (RFC 3261 §17.2)
 * @param connections over TCP and TLS, which stay open as long as both sides like
 */
public record TableSizes(
        int calls, int endedCalls, int dialogs, int clientTransactions, int serverTransactions, int connections) {

    public static final TableSizes EMPTY = new TableSizes(0, 0, 0, 0, 0, 0);
}
