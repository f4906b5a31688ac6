package trunkline.gateway.inbound;

import org.jspecify.annotations.Nullable;

/**
 * What a message from a phone says.
 *
 * @param coding how it was written, for people: {@code gsm7}, {@code ucs2}, {@code binary}, ...
 * @param binary whether it is for a program
 * @param text or, of a binary message, its octets as hexadecimal digits
 * @param ports the programs it is for and from; null if it is for the reader himself
 * @param dropped what is left of a text that was not to stay, and is empty; null as long as it is there
 */
public record InboundContent(
        String coding, boolean binary, String text, @Nullable Ports ports, @Nullable Dropped dropped) {

    /** One that is there. */
    public InboundContent(String coding, boolean binary, String text, @Nullable Ports ports) {
        this(coding, binary, text, ports, null);
    }

    /**
     * What is left.
     *
     * @param length of the text in UTF-16 units, or how many octets
     * @param hash of the text in UTF-8, or of the octets: HMAC-SHA-256 under the secret of the store, in hexadecimal
     */
    public record Dropped(int length, String hash) {}

    /** Never shows the text. */
    @Override
    public String toString() {
        return "InboundContent[" + coding + ", " + text.length() + " characters]";
    }

    /** Application ports, 0 to 65535. */
    public record Ports(int destination, int source) {}
}
