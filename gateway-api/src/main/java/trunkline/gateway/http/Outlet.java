package trunkline.gateway.http;

import io.netty.util.concurrent.EventExecutor;

/** Where a {@link BodyStream} writes. Confined to the event loop of the connection. */
public interface Outlet {

    /** Whether the client keeps up. What is written all the same waits in memory. */
    boolean hasRoom();

    /** Sends octets; not copied. */
    void write(byte[] octets);

    /** The body is whole. */
    void end();

    /** Closes the connection at once. */
    void abort();

    /** The event loop of the connection. */
    EventExecutor executor();
}
