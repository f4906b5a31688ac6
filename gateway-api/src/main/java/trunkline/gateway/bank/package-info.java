/**
 * A bank of modems: one SMSC with many senders, each a SIM with its own number, pace and quotas. {@link
 * trunkline.gateway.bank.SimBank} chooses the SIM of each message, and has SIMs rest that fail; {@link
 * trunkline.gateway.bank.SimState} is what is known of one, kept so that a restart forgets nothing of it.
 */
@NullMarked
package trunkline.gateway.bank;

import org.jspecify.annotations.NullMarked;
