package trunkline.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * The id of an event as it is told: {@code evt_} and 13 characters of Crockford's base 32. Ids of one store grow with time;
 * whoever gets an event twice knows it by its id.
 */
public final class EventId {

    private static final String PREFIX = "evt_";
    private static final int DIGITS = 13;
    private static final int DIGIT_BITS = 5;
    private static final int DIGIT_MASK = 31;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private EventId() {}

    /** The text of an id, which is not negative. */
    public static String text(long id) {
        char[] text = new char[PREFIX.length() + DIGITS];
        PREFIX.getChars(0, PREFIX.length(), text, 0);
        long rest = id;
        for (int i = text.length - 1; i >= PREFIX.length(); i--) {
            text[i] = ALPHABET.charAt((int) (rest & DIGIT_MASK));
            rest >>>= DIGIT_BITS;
        }
        return new String(text);
    }

    /** The id that {@code text} writes, or null if it writes none. */
    public static @Nullable Long parse(String text) {
        if (text.length() != PREFIX.length() + DIGITS || !text.startsWith(PREFIX)) {
            return null;
        }
        long id = 0;
        for (int i = PREFIX.length(); i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0 || id > Long.MAX_VALUE >> DIGIT_BITS) {
                return null;
            }
            id = (id << DIGIT_BITS) | digit;
        }
        return id;
    }
}
