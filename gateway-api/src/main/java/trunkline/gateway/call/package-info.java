/** What is known of a voice message's calls. */
@NullMarked
package trunkline.gateway.call;

import org.jspecify.annotations.NullMarked;
