/**
 * The peer that takes our calls: where it is, who we are to it, and how we prove that.
 *
 * <p>{@link trunkline.sip.trunk.TrunkSettings} is what an integrator configures; it checks itself. {@link
 * trunkline.sip.trunk.DigestSession} answers the trunk's challenges for one call: a {@link
 * trunkline.sip.trunk.DigestChallenge} of a 401 or 407 goes in, an {@link trunkline.sip.trunk.Authorization} for the
 * next request comes out, or nothing where our credentials were refused already. It is our own since the digest of
 * jain-sip always sends the cnonce "xyz" and the nonce count 1, and knows MD5 only.
 */
@NullMarked
package trunkline.sip.trunk;

import org.jspecify.annotations.NullMarked;
