package trunkline.gateway.store;

/**
 * What its sender knows a request by, so that it makes one message however often it comes.
 *
 * @param value chosen by the sender, for one account
 * @param fingerprint of what is asked for: a key stands for one request
 */
public record RequestKey(String value, String fingerprint) {}
