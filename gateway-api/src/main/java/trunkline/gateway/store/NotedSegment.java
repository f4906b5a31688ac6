package trunkline.gateway.store;

/**
 * A segment that an SMSC has taken, as far as it takes to tell whether a receipt speaks of it.
 *
 * @param key its message
 * @param number which of its segments, from 1
 * @param responseId the SMSC's id as it stood in the response
 * @param recipient the number it went to, in E.164 form
 */
public record NotedSegment(long key, int number, String responseId, String recipient) {}
