/**
 * Messages from phones: what they are, whose they are, and what the gateway makes of them.
 *
 * <p>A delivery comes as an {@link trunkline.gateway.inbound.InboundReading}; {@link trunkline.gateway.inbound.InboundStore}
 * keeps it, gathers the parts of long messages, and gives each message once, as an
 * {@link trunkline.gateway.inbound.InboundMessage}. Everything that follows from a message is decided by
 * {@link trunkline.gateway.inbound.InboundRules} and written in the same transaction.
 */
@NullMarked
package trunkline.gateway.inbound;

import org.jspecify.annotations.NullMarked;
