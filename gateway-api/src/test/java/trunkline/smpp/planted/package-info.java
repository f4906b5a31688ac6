@NullMarked
package trunkline.smpp.planted;

import org.jspecify.annotations.NullMarked;
