package trunkline.gateway.inbound;

/**
 * Where a part of a long message belongs.
 *
 * @param kind how it is told; messages of two kinds are two, though all else of them is the same
 * @param reference of the message; the sender's numbers come round again
 * @param total parts of the message, 2 to 255
 * @param number of this part, 1 to {@code total}
 */
public record InboundPlace(int kind, int reference, int total, int number) {}
