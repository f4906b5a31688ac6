/**
 * From a kept message to a submit or a call, and from their outcomes to a final state.
 *
 * <p>The path of an SMS: {@link trunkline.gateway.route.Routing} chose its way when it was accepted. The store's
 * commit hands it to the {@link trunkline.gateway.dispatch.Backlog} of that way. Its
 * {@link trunkline.gateway.dispatch.SmsDispatcher} takes window permits from the {@link trunkline.gateway.dispatch.SmsLink},
 * has the claim committed, submits, has the results committed, and only then gives the permits back: so at any instant at
 * most one window of segments of a bind is claimed and unresolved. A voice message goes the same way through
 * {@link trunkline.gateway.dispatch.CallDispatcher} and {@link trunkline.gateway.dispatch.VoiceLink}, where a channel
 * stands for a permit.
 *
 * <p>A dispatcher and all it owns is confined to the executor of its link.
 */
@NullMarked
package trunkline.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
