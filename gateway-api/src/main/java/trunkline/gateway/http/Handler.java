package trunkline.gateway.http;

import java.util.concurrent.CompletableFuture;

/** Answers requests of one route. Called on the event loop of the connection: must not block. */
public interface Handler {

    CompletableFuture<Response> handle(Request request);
}
