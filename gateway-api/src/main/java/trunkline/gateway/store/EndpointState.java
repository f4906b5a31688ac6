package trunkline.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointSecret;

/**
 * An endpoint and how far it has got.
 *
 * @param endpoint the endpoint
 * @param secrets those that are not expired, the newest first; at most two
 * @param position the event up to which, inclusive, all were delivered, not wanted, or are kept for another try
 * @param health how the last deliveries went
 */
public record EndpointState(Endpoint endpoint, List<EndpointSecret> secrets, long position, Health health) {

    /**
     * How the last deliveries went.
     *
     * @param succeededAtMicros when one last succeeded, 0 if none did
     * @param failedAtMicros when one last failed, 0 if none did
     * @param failure why that was, null if none did
     */
    public record Health(long succeededAtMicros, long failedAtMicros, @Nullable String failure) {

        /** Nothing was delivered yet. */
        public static final Health UNKNOWN = new Health(0, 0, null);
    }
}
