@NullMarked
package trunkline.gateway.account.planted;

import org.jspecify.annotations.NullMarked;
