package trunkline.gateway.inbound;

/**
 * Somebody who wants no SMS of a sender.
 *
 * @param id orders them by their coming
 * @param account whose number he told; 0 for nobody's, and where an operator said it
 * @param sender of ours
 * @param number his
 * @param atMicros when he said so, microseconds since 1970 in UTC
 */
public record OptOut(long id, long account, String sender, String number, long atMicros) {}
