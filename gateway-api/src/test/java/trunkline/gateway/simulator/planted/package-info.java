@NullMarked
package trunkline.gateway.simulator.planted;

import org.jspecify.annotations.NullMarked;
