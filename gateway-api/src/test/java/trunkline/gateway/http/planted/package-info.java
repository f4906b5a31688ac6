@NullMarked
package trunkline.gateway.http.planted;

import org.jspecify.annotations.NullMarked;
