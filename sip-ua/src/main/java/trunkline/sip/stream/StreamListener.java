package trunkline.sip.stream;

/** What happens on the connections. Called on their one thread, so it must not block. */
public interface StreamListener {

    /** One whole message, at most as many octets as the limit says. */
    void onMessage(StreamPeer peer, byte[] message);

    /** About to be written. */
    void onSending(StreamPeer peer, byte[] message);

    /**
     * The connection is lost, or could not be opened; what was sent last may not have arrived.
     *
     * @param cause in words
     */
    void onLost(StreamPeer peer, String cause);
}
