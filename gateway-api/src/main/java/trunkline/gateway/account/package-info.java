/** Who may ask, and how often. */
@NullMarked
package trunkline.gateway.account;

import org.jspecify.annotations.NullMarked;
