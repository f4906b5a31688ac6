@NullMarked
package trunkline.gateway.cli.planted;

import org.jspecify.annotations.NullMarked;
