@NullMarked
package trunkline.gateway.message.planted;

import org.jspecify.annotations.NullMarked;
