/** The figures of the gateway, for Prometheus. */
@NullMarked
package trunkline.gateway.metrics;

import org.jspecify.annotations.NullMarked;
