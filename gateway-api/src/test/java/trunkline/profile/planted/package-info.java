@NullMarked
package trunkline.profile.planted;

import org.jspecify.annotations.NullMarked;
