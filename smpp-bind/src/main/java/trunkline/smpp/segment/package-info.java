/** From a text to the segments of a concatenated short message. */
@NullMarked
package trunkline.smpp.segment;

import org.jspecify.annotations.NullMarked;
