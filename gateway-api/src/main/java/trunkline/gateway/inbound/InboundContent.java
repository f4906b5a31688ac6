package trunkline.gateway.inbound;

import org.jspecify.annotations.Nullable;

/**
 * What a message from a phone says.
 *
 * @param coding how it was written, for people: {@code gsm7}, {@code ucs2}, {@code binary}, ...
 * @param binary whether it is for a program
 * @param text or, of a binary message, its octets as hexadecimal digits
 * @param ports the programs it is for and from; null if it is for the reader himself
 */
public record InboundContent(String coding, boolean binary, String text, @Nullable Ports ports) {

    /** Application ports, 0 to 65535. */
    public record Ports(int destination, int source) {}
}
