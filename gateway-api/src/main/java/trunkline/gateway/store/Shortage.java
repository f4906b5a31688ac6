package trunkline.gateway.store;

/**
 * A balance that does not cover a message.
 *
 * @param left of it, in millionths
 * @param cost of the message, in millionths
 */
public record Shortage(long left, long cost) {}
