package trunkline.sip.stack;

import trunkline.sip.stream.StreamPeer;
import trunkline.sip.trunk.Transport;

/**
 * How a request travels.
 *
 * @param peer to where, and over a stream by which connection
 */
record Path(Transport transport, StreamPeer peer) {

    @Override
    public String toString() {
        return peer.address().getAddress().getHostAddress() + ":"
                + peer.address().getPort() + ";transport=" + transport.token();
    }
}
