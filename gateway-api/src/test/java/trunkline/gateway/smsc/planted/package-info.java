@NullMarked
package trunkline.gateway.smsc.planted;

import org.jspecify.annotations.NullMarked;
