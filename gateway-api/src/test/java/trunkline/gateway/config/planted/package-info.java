@NullMarked
package trunkline.gateway.config.planted;

import org.jspecify.annotations.NullMarked;
