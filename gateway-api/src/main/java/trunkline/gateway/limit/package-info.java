/**
 * What accounts may send, so that a stolen key or a form that robots have found costs little: senders, countries, messages to one
 * number, to adjacent numbers, and in a day. {@link trunkline.gateway.limit.Limits} is asked before a message is kept; an account
 * that writes to many adjacent numbers is paused until an operator lifts it.
 */
@NullMarked
package trunkline.gateway.limit;

import org.jspecify.annotations.NullMarked;
