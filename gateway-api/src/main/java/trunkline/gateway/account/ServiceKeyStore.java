package trunkline.gateway.account;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the keys of service accounts are kept. */
public interface ServiceKeyStore {

    /** The key of this id, if there is one. */
    CompletableFuture<Optional<ServiceKey>> serviceKey(String keyId);
}
