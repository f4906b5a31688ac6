/**
 * From the host of a SIP URI to the addresses to try, in order (RFC 3263 §4).
 *
 * <p>{@link trunkline.sip.locate.Locator} asks for NAPTR, SRV and address records through {@link
 * trunkline.sip.locate.DomainNames}, behind which is dnsjava, and never blocks: what is not known yet comes by a future.
 * An address is its own answer. {@link trunkline.sip.locate.SickTargets} remembers which of a trunk's targets have failed
 * lately, so that they are tried last.
 */
@NullMarked
package trunkline.sip.locate;

import org.jspecify.annotations.NullMarked;
