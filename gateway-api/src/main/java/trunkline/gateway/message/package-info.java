/** What a user asked for, and how far it has come. */
@NullMarked
package trunkline.gateway.message;

import org.jspecify.annotations.NullMarked;
