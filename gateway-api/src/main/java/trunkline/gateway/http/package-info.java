/**
 * The HTTP front end, on Netty.
 *
 * <p>The path of a request: {@link trunkline.gateway.http.HttpServer} accepts the connection,
 * {@link trunkline.gateway.http.HttpConnection} collects the request within its bounds and asks the
 * {@link trunkline.gateway.http.Router} who answers it; that handler completes a {@link trunkline.gateway.http.Response},
 * which the connection writes in the order of the requests, whole or, as a {@link trunkline.gateway.http.BodyStream}, while it
 * is made. No handler blocks. Errors are
 * {@link trunkline.gateway.http.Problem}s.
 */
@NullMarked
package trunkline.gateway.http;

import org.jspecify.annotations.NullMarked;
