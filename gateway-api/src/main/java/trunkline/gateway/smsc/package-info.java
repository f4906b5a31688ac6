/**
 * SMS out of the gateway over SMPP: joins {@code smpp-bind} to the dispatcher.
 *
 * <p>The path of a segment: the dispatcher has {@link trunkline.gateway.smsc.SmscLink} encode a message, takes permits
 * from it, and submits; the bind's outcome comes back as a result, and a deliver_sm that is a receipt as a receipt.
 * {@link trunkline.gateway.smsc.SmscSettings} turns what the operator and the profile say into the settings of both.
 */
@NullMarked
package trunkline.gateway.smsc;

import org.jspecify.annotations.NullMarked;
