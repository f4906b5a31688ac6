package trunkline.sip.stream;

import java.time.Duration;

/**
 * The bounds of all connections.
 *
 * @param connections at once; one more from outside is closed, one more of ours counts as lost
 * @param messageOctets largest message; a larger one ends its connection
 * @param waitingOctets that may wait to be written on one connection; more means that the peer does not read, and ends it
 * @param connect time to open a connection, the TLS handshake included
 * @param message time from the first octet of a message to its last
 * @param idle silence after which we ask whether the peer is still there, and wait {@code connect} for its system to say
 */
public record StreamLimits(
        int connections, int messageOctets, int waitingOctets, Duration connect, Duration message, Duration idle) {

    /** 1000 connections, 16 KiB a message, 1 MiB waiting, 4 s to connect, 10 s a message, asked after 30 s. */
    public static final StreamLimits DEFAULT = new StreamLimits(
            1000, 16 * 1024, 1 << 20, Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(30));

    public StreamLimits withMessageOctets(int octets) {
        return new StreamLimits(connections, octets, waitingOctets, connect, message, idle);
    }
}
