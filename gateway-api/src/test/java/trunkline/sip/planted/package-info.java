@NullMarked
package trunkline.sip.planted;

import org.jspecify.annotations.NullMarked;
