/**
 * What two sides of a call tell each other about their audio: SDP (RFC 8866) in offer and answer (RFC 3264).
 *
 * <p>A call begins with {@link LocalMedia#offering}, whose {@link LocalMedia#sdp} is the offer in the INVITE.
 * {@link LocalMedia#readAnswer} reads what comes back, {@link LocalMedia#answer} answers what the other side offers, in a
 * re-INVITE or to the callee's side of a simulated call; both give a {@link Negotiation}: what we say from then on, and a
 * {@link RemoteMedia}: where packets go. Text from outside goes through {@code SdpReader}, which has a bound for
 * everything, and the addresses in it through an {@link AddressPolicy}. Whatever comes in, the outcome is a value. All
 * types are immutable; SIP carries the text and does not look into it.
 */
@NullMarked
package trunkline.media.sdp;

import org.jspecify.annotations.NullMarked;
