package trunkline.gateway.route;

import org.jspecify.annotations.Nullable;

/** What is known of the ways at this moment. Thread-safe. */
public interface WayHealth {

    /** Nothing is known: all are taken to be up. */
    WayHealth UNKNOWN = way -> null;

    /** Why messages should not be given to a way, in words; null if they may. */
    @Nullable
    String whyDown(String way);
}
