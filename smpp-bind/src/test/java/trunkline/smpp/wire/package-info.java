/** Octets of SMPP, and a peer that says exactly what a test tells it to. */
@NullMarked
package trunkline.smpp.wire;

import org.jspecify.annotations.NullMarked;
