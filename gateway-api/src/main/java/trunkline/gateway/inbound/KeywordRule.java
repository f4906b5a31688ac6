package trunkline.gateway.inbound;

/**
 * What is answered to a message that begins with a word.
 *
 * @param number that it was sent to, as {@link OwnNumbers.Own#number}
 * @param keyword its first word, whatever its case; {@code *} for any message
 * @param reply the text that is sent back from the number it was sent to
 */
public record KeywordRule(String number, String keyword, String reply) {

    /** The keyword of a rule for any message. */
    public static final String ANY = "*";
}
