/**
 * What crosses the wire, for people: timelines and logs.
 *
 * <p>Whoever wants to see the PDUs of a bind gives it a {@link trunkline.smpp.trace.PduTap}, and gets a
 * {@link trunkline.smpp.trace.TracedPdu} for each, which costs nothing to those who do not. Its
 * {@link trunkline.smpp.trace.TracedPdu#lines} come from {@link trunkline.smpp.trace.PduLines}, which reads the octets
 * themselves, whole or broken, apart from the codec that carries them: so a timeline shows what was sent and not what was
 * meant. A password is never shown; of the rest, the reader decides ({@link trunkline.smpp.trace.PduLines.Detail}).
 */
@NullMarked
package trunkline.smpp.trace;

import org.jspecify.annotations.NullMarked;
