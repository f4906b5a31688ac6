/**
 * Who a message is from and whom it is for, as SMPP names them.
 *
 * <p>A number or a name enters through one of the three factories of {@link trunkline.smpp.address.Address}, which
 * check it and choose type of number and numbering plan; from there it travels unchanged into the source and
 * destination fields of a PDU. An address that came in over the wire is the same type, unchecked beyond what the PDU
 * format itself demands, since a peer may call itself anything.
 */
@NullMarked
package trunkline.smpp.address;

import org.jspecify.annotations.NullMarked;
