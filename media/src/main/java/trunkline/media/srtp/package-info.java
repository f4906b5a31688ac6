/**
 * Secure RTP: packets encrypted and authenticated with keys that both sides have told each other (RFC 3711, RFC 7714).
 *
 * <p>An {@link SrtpKey} comes out of SDP; {@link SrtpKey#protector} and {@link SrtpKey#opener} make of it what works on
 * packets, in place, in an array of the caller's. The ciphers are those of the JDK ({@code javax.crypto}); what is here
 * is the framing: which octets are encrypted and authenticated under which index, and which packets came before.
 *
 * <p>Protectors and openers are confined to one thread each. Keys are never shown, logged or compared in varying time.
 */
@NullMarked
package trunkline.media.srtp;

import org.jspecify.annotations.NullMarked;
