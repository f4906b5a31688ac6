@NullMarked
package trunkline.smpp.there.planted;

import org.jspecify.annotations.NullMarked;
