/**
 * Hours of the day in which messages may leave, by the clocks of their recipients: {@link trunkline.gateway.hours.AllowedHours} says
 * which those are, {@link trunkline.gateway.hours.Opening} when the next ones begin in all zones that a recipient may be in.
 */
@NullMarked
package trunkline.gateway.hours;

import org.jspecify.annotations.NullMarked;
