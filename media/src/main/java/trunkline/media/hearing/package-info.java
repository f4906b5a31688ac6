/**
 * What can be told of the other side's audio without understanding it: that somebody speaks, and that an answering machine
 * has beeped.
 *
 * <p>Classes are confined to one thread and allocate nothing once they are made.
 */
@NullMarked
package trunkline.media.hearing;

import org.jspecify.annotations.NullMarked;
