/** Load on one bind, beside the same load on cloudhopper's own session; {@code bench/run.sh} starts it. */
@NullMarked
package trunkline.smpp.bench;

import org.jspecify.annotations.NullMarked;
