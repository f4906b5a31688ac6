/**
 * A callee to call: what a trunk does with our calls, on a port of this machine. Part of the product, for its
 * demonstration and for trying a configuration, and the other side of the tests of {@code trunkline.sip.stack}.
 *
 * <p>An INVITE comes to {@link trunkline.sip.simulator.SipCallee}; if it asks for credentials, {@code DigestCheck}
 * verifies them; then the {@link trunkline.sip.simulator.CalleeBehaviour} for the number that was called decides: ring,
 * answer, refuse, or keep silent. The answer to the offer is made by the owner, through {@link
 * trunkline.sip.simulator.AnswerMaker}: a session description is not read here. What happened goes to the {@link
 * trunkline.sip.simulator.CalleeListener}.
 *
 * <p>It shares no code with the side that it tests: dialogs are those of jain-sip, the digest is checked by another
 * computation. Only the message body type, the logger and the timer that keep jain-sip off standard output are the
 * same.
 */
@NullMarked
package trunkline.sip.simulator;

import org.jspecify.annotations.NullMarked;
