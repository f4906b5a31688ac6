/**
 * Ladders: several ways to reach somebody, one after the other until one of them does. {@link trunkline.gateway.ladder.LadderIntake}
 * takes them in, {@link trunkline.gateway.ladder.LadderRunner} begins each step when it is due; what a step waits for ends the ladder
 * in the store, in the transaction that brings it.
 */
@NullMarked
package trunkline.gateway.ladder;

import org.jspecify.annotations.NullMarked;
