@NullMarked
package trunkline.media.planted;

import org.jspecify.annotations.NullMarked;
