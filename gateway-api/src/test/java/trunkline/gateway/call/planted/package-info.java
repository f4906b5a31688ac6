@NullMarked
package trunkline.gateway.call.planted;

import org.jspecify.annotations.NullMarked;
