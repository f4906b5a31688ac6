@NullMarked
package trunkline.gateway.dispatch.planted;

import org.jspecify.annotations.NullMarked;
