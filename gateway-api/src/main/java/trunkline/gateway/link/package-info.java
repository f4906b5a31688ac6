/**
 * Links in SMS, and who fetches them. {@link trunkline.gateway.link.LinkAddresses} makes one for each SMS that is sent until it is
 * clicked; {@link trunkline.gateway.link.Visits} tells the click of a person from the fetch of a program, and notes both.
 */
@NullMarked
package trunkline.gateway.link;

import org.jspecify.annotations.NullMarked;
