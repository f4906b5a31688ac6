/**
 * An SMSC to test against: the other side of every bind, with the delays, mistakes and quirks of real ones.
 *
 * <p>{@link trunkline.smpp.simulator.SmscSimulator} listens; each connection is an {@code EsmeLink}, which binds an ESME
 * and takes its submit_sm. What becomes of one is decided by the {@link trunkline.smpp.simulator.SmscBehaviour} in force
 * at that moment: answered, refused, throttled, left unanswered, or the link dropped. What is taken goes through
 * {@code Reassembly} and {@code ShortMessageText} to the {@link trunkline.smpp.simulator.SimulatorListener} as one whole
 * message; its receipt goes into the {@code Mailbox} and from there to a bind of the same ESME, again and again until it is
 * answered.
 *
 * <p>Everything happens on one loop. The package shares no code with the side it tests beyond cloudhopper's PDU classes and
 * the address: framing, decoding of texts and keeping of links are its own, so that a mistake there cannot cancel itself
 * out.
 */
@NullMarked
package trunkline.smpp.simulator;

import org.jspecify.annotations.NullMarked;
