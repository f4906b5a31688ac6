/**
 * Finds out on a live link what an SMSC needs that others do not, and writes a profile of it.
 */
@NullMarked
package trunkline.gateway.probe;

import org.jspecify.annotations.NullMarked;
