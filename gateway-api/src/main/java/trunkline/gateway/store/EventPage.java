package trunkline.gateway.store;

import java.util.List;

/**
 * Events that follow each other.
 *
 * @param events those of them that were wanted, in order
 * @param upTo the id up to which, inclusive, there are no others
 * @param more whether there may be further ones already
 */
public record EventPage(List<EventReport> events, long upTo, boolean more) {}
