package trunkline.gateway.http;

/** Is told of every answered request, on an event loop: must not block. */
public interface RequestObserver {

    /**
     * An answer is on its way.
     *
     * @param route the pattern of the route, {@code none} if there was none
     * @param status of the response
     * @param nanos from the head of the request to the response
     */
    void answered(String route, int status, long nanos);
}
