/**
 * What a user asked for, and how far it has come.
 *
 * <p>A vendor's HTTP dialect turns its request into a {@link MessageRequest}; the store gives it a {@link MessageId} and
 * keeps it as an {@link OutboundMessage}. From then on only its {@link MessageState} moves, and only forward.
 */
@NullMarked
package trunkline.gateway.message;

import org.jspecify.annotations.NullMarked;
