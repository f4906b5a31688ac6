/**
 * What an operator asks of the gateway itself: how its ways stand, and what came that belongs to nobody. Only accounts that
 * administer it may ask.
 */
@NullMarked
package trunkline.gateway.http.operator;

import org.jspecify.annotations.NullMarked;
