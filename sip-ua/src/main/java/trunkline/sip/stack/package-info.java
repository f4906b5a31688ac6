/**
 * The user agent: calls over the network. Beside {@code trunkline.sip.simulator} the only package that imports
 * jain-sip.
 *
 * <p>{@link trunkline.sip.stack.SipUserAgent#dial} makes a {@code Call}: a {@link trunkline.sip.dialog.CallState}, the
 * dialogs of its forks, and a mailbox through which everything that happens to it passes, one event at a time. The call
 * carries out the commands of its state: {@code InviteClient} sends INVITE and CANCEL, {@code DialogClient} what
 * follows in a dialog, {@code DialogServer} answers the peer's requests, and the caller hears of it by its {@link
 * trunkline.sip.stack.CallListener}. Messages are made by {@code SipMessages} and leave through {@code SipWire}, where
 * every exception of the library becomes one of ours.
 *
 * <p>From the network a message passes {@code SipSockets} (size, form, bound of the queue), {@code GuardedParser},
 * {@code Doorkeeper} (requests that belong to no call are refused without state) and the library's transactions, to
 * {@code StackEvents}, which puts it into the mailbox of its call. No thread of the library ever runs a call or a
 * listener.
 *
 * <p>jain-sip is used for parsing, transports and transactions (RFC 3261 §7, §17, §18). Its dialog layer is off: it
 * guards each dialog by locks that wait, and ties a fork to its call only within a time. Dialogs are ours.
 */
@NullMarked
package trunkline.sip.stack;

import org.jspecify.annotations.NullMarked;
