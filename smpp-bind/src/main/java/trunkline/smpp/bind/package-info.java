/**
 * A bind to an SMSC and its upkeep.
 *
 * <p>{@link trunkline.smpp.bind.SmscBind} is the entry. It keeps one {@code SmppConnection} alive by what
 * {@link trunkline.smpp.bind.BindState} says: connect, bind, enquire_link after a silence, back off after a loss, unbind on
 * stop. A message goes in by {@link trunkline.smpp.bind.SmscBind#submit}, against a permit taken before; it stays in
 * the {@code SubmitLedger} until exactly one {@link trunkline.smpp.bind.SubmitOutcome} goes out to the
 * {@link trunkline.smpp.bind.BindListener}. The permit stays taken until its owner gives it back, which is when the
 * outcome is on disk: so what is sent and not yet known to be sent never exceeds the window. Messages and receipts from
 * the SMSC come in by {@link trunkline.smpp.bind.BindListener#onDelivery} and wait for their answer.
 *
 * <p>Everything of a bind happens on its one loop, {@link trunkline.smpp.bind.SmscBind#executor}. The package knows
 * neither cloudhopper nor Netty, and of time only what is passed in.
 */
@NullMarked
package trunkline.smpp.bind;

import org.jspecify.annotations.NullMarked;
