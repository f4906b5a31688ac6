/**
 * One SMPP connection: cloudhopper's PDUs on our own Netty 4 channel.
 *
 * <p>In: octets arrive in {@code Inbound}, which copies them into a {@code FrameBuffer} and takes whole PDUs out of it;
 * a lying command_length closes the connection before anything is allocated for it. Cloudhopper's transcoder decodes
 * each PDU in place; one it cannot decode is nacked or answered with an error, and the next one goes on at once. What
 * needs nobody's decision (enquire_link, unbind, unknown commands) is answered here; the rest goes to the
 * {@link trunkline.smpp.session.ConnectionListener}.
 *
 * <p>Out: {@link trunkline.smpp.session.SmppConnection} encodes each PDU into {@code Outgoing}, one buffer per wake-up of
 * the loop, written with one flush at its end. {@code Outgoing} knows how many octets the socket took, which is how a
 * lost connection tells a submit_sm that may have arrived from one that cannot have.
 *
 * <p>This package and the simulator alone import cloudhopper, and Netty 3 as the buffer its transcoder reads. It holds
 * no policy: window, timers and reconnecting belong to {@code trunkline.smpp.bind}.
 */
@NullMarked
package trunkline.smpp.session;

import org.jspecify.annotations.NullMarked;
