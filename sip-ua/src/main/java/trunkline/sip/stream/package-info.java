/**
 * SIP over connections: TCP and TLS (RFC 3261 §18.3 and §26.2.1), on Netty. It knows messages as octets, not what they
 * say.
 *
 * <p>{@link trunkline.sip.stream.Streams#send} writes to the connection of a {@link trunkline.sip.stream.StreamPeer},
 * and opens it if there is none; nothing blocks. What comes in is cut into messages by {@link
 * trunkline.sip.stream.MessageFrames} and handed to the {@link trunkline.sip.stream.StreamListener}, which also hears
 * when a connection is lost, or could not be had. It is our own since the connections of jain-sip block the thread that
 * sends while they are opened, and take a peer that has gone away for one that is slow.
 */
@NullMarked
package trunkline.sip.stream;

import org.jspecify.annotations.NullMarked;
