@NullMarked
package trunkline.smpp.here.planted;

import org.jspecify.annotations.NullMarked;
