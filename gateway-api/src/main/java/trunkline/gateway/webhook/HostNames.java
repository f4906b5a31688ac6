package trunkline.gateway.webhook;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds the addresses of names. */
interface HostNames {

    /** All addresses of {@code host}, on any thread; fails with a reason that can be shown. */
    CompletableFuture<List<InetAddress>> lookUp(String host);
}
