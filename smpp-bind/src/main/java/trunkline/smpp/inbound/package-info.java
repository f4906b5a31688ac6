/**
 * From the deliver_sm and data_sm of a phone's message back to its text.
 *
 * <p>Every {@code Delivery} that is no receipt becomes an {@link trunkline.smpp.inbound.InboundPart}: what its octets are, by
 * data_coding and what the SMSC's default alphabet is, and its place in a longer message, by a user data header or by the
 * SAR parameters. {@link trunkline.smpp.inbound.InboundText#join} makes one text of the parts that there are; whoever gathers
 * them, keeps them and waits for the missing ones is not here. Nothing that a delivery may hold makes either fail.
 */
@NullMarked
package trunkline.smpp.inbound;

import org.jspecify.annotations.NullMarked;
