/** What a link in an SMS shows to whoever opens it, and what it learns from that. */
@NullMarked
package trunkline.gateway.http.link;

import org.jspecify.annotations.NullMarked;
