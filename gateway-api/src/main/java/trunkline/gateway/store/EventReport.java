package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * An event and what is known of its message by now.
 *
 * @param event what happened
 * @param message as it is now, which may be further than the event; null if the event has none
 */
public record EventReport(Event event, @Nullable MessageReport message) {}
