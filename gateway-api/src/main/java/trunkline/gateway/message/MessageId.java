package trunkline.gateway.message;

import org.jspecify.annotations.Nullable;

/**
 * The name of a message: 128 bits, written as 26 characters of Crockford's base 32 in lower case.
 *
 * <pre>
 *   63            52                      11          0   63                    0
 *  +--------------+-----------------------+------------+  +----------------------+
 *  | zero         | ms since 2024-01-01   | counter    |  | random               |
 *  +--------------+-----------------------+------------+  +----------------------+
 *   key: orders messages as they were kept, 53 bits       secret: cannot be guessed
 * </pre>
 *
 * <p>The key has 53 bits so that it also serves where a vendor's API wants a JSON number.
 *
 * @param key orders messages by the commit that kept them; unique in one store
 * @param secret random; an id with the right key and another secret names nothing
 */
public record MessageId(long key, long secret) {

    /** Characters of {@link #text()}. */
    public static final int TEXT_LENGTH = 26;

    private static final int CHARACTER_BITS = 5;
    private static final int CHARACTER_MASK = 31;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /** The id as it stands in a URL. */
    public String text() {
        char[] text = new char[TEXT_LENGTH];
        long high = key;
        long low = secret;
        for (int i = TEXT_LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & CHARACTER_MASK));
            low = (low >>> CHARACTER_BITS) | (high << (Long.SIZE - CHARACTER_BITS));
            high >>>= CHARACTER_BITS;
        }
        return new String(text);
    }

    /** The id that {@code text} writes, or null if it writes none. */
    public static @Nullable MessageId parse(String text) {
        if (text.length() != TEXT_LENGTH || text.charAt(0) > '7') {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            high = (high << CHARACTER_BITS) | (low >>> (Long.SIZE - CHARACTER_BITS));
            low = (low << CHARACTER_BITS) | digit;
        }
        return new MessageId(high, low);
    }

    @Override
    public String toString() {
        return text();
    }
}
