/**
 * The life of one outbound call, as values: no thread, no clock, no socket, and no type of a SIP library.
 *
 * <p>A call starts in {@link trunkline.sip.dialog.Calling}. What comes from the network, from the caller or from the
 * clock is an event on {@link trunkline.sip.dialog.CallState}; each answers with a {@link
 * trunkline.sip.dialog.CallStep}: the next state, and the {@link trunkline.sip.dialog.CallCommand}s that its owner has
 * to carry out. The path of a good call is Calling, Trying, Ringing, Answered, Ending, Ended; the last step carries the
 * {@link trunkline.sip.dialog.CallOutcome}, exactly once. An ended call lingers, to acknowledge what comes late.
 *
 * <p>{@link trunkline.sip.dialog.Dialog} is the peer-to-peer relation of RFC 3261 §12, one for each fork that answers;
 * {@link trunkline.sip.dialog.ReinviteAnswer} repeats our answer to the peer's re-INVITE until it is acknowledged.
 */
@NullMarked
package trunkline.sip.dialog;

import org.jspecify.annotations.NullMarked;
