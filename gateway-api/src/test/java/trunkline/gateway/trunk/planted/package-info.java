@NullMarked
package trunkline.gateway.trunk.planted;

import org.jspecify.annotations.NullMarked;
