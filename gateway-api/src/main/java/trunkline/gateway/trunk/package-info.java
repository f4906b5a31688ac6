/**
 * Calls out of the gateway: joins {@code sip-ua}, which carries session descriptions and does not read them, to
 * {@code media}, which reads them and sends the audio.
 *
 * <p>The path of a call: the dispatcher asks {@link trunkline.gateway.trunk.TrunkLink} to call; a
 * {@link trunkline.gateway.trunk.TrunkCall} takes the prompt from the {@link trunkline.gateway.trunk.PromptFolder}, opens a
 * pair of ports, dials with an offer, reads the answer, plays, hangs up, and reports. {@link trunkline.gateway.trunk.Phone}
 * is what all trunks share.
 */
@NullMarked
package trunkline.gateway.trunk;

import org.jspecify.annotations.NullMarked;
