/** From samples to payload octets. */
@NullMarked
package trunkline.media.codec;

import org.jspecify.annotations.NullMarked;
