@NullMarked
package trunkline.gateway.store.planted;

import org.jspecify.annotations.NullMarked;
