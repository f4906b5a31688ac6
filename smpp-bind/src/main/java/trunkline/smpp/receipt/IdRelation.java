package trunkline.smpp.receipt;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the id in a receipt relates to that of the submit_sm_resp. Under all of them zeros in front, the case of letters and
 * the dashes of a UUID say nothing, on either side: {@link #key} leaves them out.
 */
public enum IdRelation {
    /** The same id. */
    SAME {
        @Override
        @Nullable
        String keyOf(String receiptId) {
            return key(receiptId);
        }
    },
    /** The response has a number in hexadecimal, the receipt the same number in decimal; the most frequent mismatch. */
    HEX_TO_DECIMAL {
        @Override
        @Nullable
        String keyOf(String receiptId) {
            if (!isNumber(receiptId, 10)) {
                return null;
            }
            return receiptId.length() <= LONG_DECIMAL
                    ? Long.toHexString(Long.parseLong(receiptId))
                    : new BigInteger(receiptId).toString(16);
        }
    },
    /** The response has it in decimal, the receipt in hexadecimal. */
    DECIMAL_TO_HEX {
        @Override
        @Nullable
        String keyOf(String receiptId) {
            if (!isNumber(receiptId, 16)) {
                return null;
            }
            return receiptId.length() <= LONG_HEX
                    ? Long.toString(Long.parseLong(receiptId, 16))
                    : new BigInteger(receiptId, 16).toString();
        }
    };

    /** Digits that always fit into a long. */
    private static final int LONG_DECIMAL = 18;

    private static final int LONG_HEX = 15;

    private static final int UUID_LENGTH = 36;

    /** The bound of message_id (SMPP 3.4 §5.2.23); a longer one is not converted. */
    private static final int LONGEST_NUMBER = 65;

    /** Of a key; what is longer is cut, alike on both sides. */
    private static final int LONGEST_KEY = 128;

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /**
     * The key under which an id is stored and looked up: lower case, without zeros in front, a UUID without its dashes, at
     * most 128 characters. Of "0" it is "0", of an empty id empty.
     */
    static String key(String id) {
        String lower = id.strip().toLowerCase(Locale.ROOT);
        boolean isUuid = lower.length() == UUID_LENGTH && UUID.matcher(lower).matches();
        String plain = isUuid ? lower.replace("-", "") : lower;
        int zeros = 0;
        while (zeros < plain.length() - 1 && plain.charAt(zeros) == '0') {
            zeros++;
        }
        return plain.substring(zeros, Math.min(plain.length(), zeros + LONGEST_KEY));
    }

    /** The {@link #key} that a response must have for a receipt with this id; null if the id is no number of the base. */
    abstract @Nullable String keyOf(String receiptId);

    /** Whether {@code id} is wholly digits of {@code base}, in ASCII; one that merely begins with some is no number. */
    static boolean isNumber(String id, int base) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) >= 0x80 || Character.digit(id.charAt(i), base) < 0) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST_NUMBER;
    }
}
