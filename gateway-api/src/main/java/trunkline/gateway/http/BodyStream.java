package trunkline.gateway.http;

/**
 * The body of an answer that is made while it is sent, for as long as the client listens. Called on the event loop of the
 * connection: must not block.
 */
public interface BodyStream {

    /** The head of the answer is on its way; the body may follow, as far as there is room. */
    void begin(Outlet outlet);

    /** There is room again. */
    void onRoom();

    /** The client has gone, or never was there: nothing follows. Once, also after {@link Outlet#end}. */
    void onClosed();
}
