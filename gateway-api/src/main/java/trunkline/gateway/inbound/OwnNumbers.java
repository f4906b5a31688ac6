package trunkline.gateway.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers that messages are sent to, and whose they are. Immutable. */
public final class OwnNumbers {

    private static final String REST = "*";

    /**
     * One number or all that begin alike.
     *
     * @param number as people write it; with a {@code *} at the end for all that begin so
     * @param account the name of the account it belongs to
     * @param senders what else of ours a word that stops messages covers, if it is sent here
     */
    public record Own(String number, String account, List<String> senders) {

        boolean isPrefix() {
            return number.endsWith(REST);
        }

        private String key() {
            String begin = isPrefix() ? number.substring(0, number.length() - 1) : number;
            return begin.isEmpty() ? "" : NumberKey.of(begin);
        }

        /** Whether {@code other} is the number, or begins so. */
        boolean covers(String other) {
            String key = NumberKey.of(other);
            return isPrefix() ? key.startsWith(key()) : key.equals(key());
        }
    }

    private final List<Own> numbers;

    public OwnNumbers(List<Own> numbers) {
        this.numbers = List.copyOf(numbers);
    }

    /** The entry of {@code number}: its own, or that with the longest beginning; null if it is nobody's. */
    public @Nullable Own of(String number) {
        Own best = null;
        for (Own own : numbers) {
            if (own.covers(number) && (best == null || isCloser(own, best))) {
                best = own;
            }
        }
        return best;
    }

    private static boolean isCloser(Own own, Own than) {
        return than.isPrefix()
                && (!own.isPrefix() || own.key().length() > than.key().length());
    }
}
