/**
 * Which way a message goes, and why. {@link trunkline.gateway.route.RouteTable} is what the configuration says: rows of
 * conditions and ways. {@link trunkline.gateway.route.Routing} asks it for each message, with what is known of the ways at
 * that moment, and names another way for a message that its own does not get through.
 */
@NullMarked
package trunkline.gateway.route;

import org.jspecify.annotations.NullMarked;
