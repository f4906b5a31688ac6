/**
 * How fast submit_sm may leave for one SMSC.
 *
 * <p>{@link trunkline.smpp.pace.AdaptivePace} is asked before a submit and told of its outcome; it keeps to the agreed rate
 * of {@link trunkline.smpp.pace.PaceSettings} and below it what the SMSC can take at the moment. One pace serves all binds
 * of an SMSC, since the agreement is with the SMSC and not with a bind. It holds no clock and no thread.
 */
@NullMarked
package trunkline.smpp.pace;

import org.jspecify.annotations.NullMarked;
