/** The life of one outbound call. */
@NullMarked
package trunkline.sip.dialog;

import org.jspecify.annotations.NullMarked;
