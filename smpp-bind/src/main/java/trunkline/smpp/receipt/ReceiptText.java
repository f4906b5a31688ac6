package trunkline.smpp.receipt;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.session.Delivery;

/**
 * The text of a receipt by its labels (SMPP 3.4 Appendix B).
 *
 * <pre>
 *   id:IIIIIIIIII sub:SSS dlvrd:DDD submit date:YYMMDDhhmm done date:YYMMDDhhmm stat:DDDDDDD err:E text:..........
 * </pre>
 *
 * <p>The Appendix only suggests it, so: any field may be missing or empty, in any order and case; a label counts at the
 * start and after a blank only, and the first time only; all from the first {@code text:} on is the message and not read;
 * a state word without its label is taken where it follows the done date.
 */
final class ReceiptText {

    static final String ID = "id";
    static final String SUBMIT_DATE = "submit date";
    static final String DONE_DATE = "done date";
    static final String STAT = "stat";
    static final String ERR = "err";

    private static final String[] LABELS = {ID, "sub", "dlvrd", SUBMIT_DATE, DONE_DATE, STAT, ERR};
    private static final String MESSAGE_LABEL = "text";
    private static final int UCS2_MASK = 0x0C;
    private static final int UCS2 = 0x08;

    private final Map<String, String> fields;

    private ReceiptText(Map<String, String> fields) {
        this.fields = fields;
    }

    /** What stands behind {@code label} up to the next blank; null if the label is missing. */
    @Nullable
    String field(String label) {
        return fields.get(label);
    }

    static ReceiptText of(Delivery delivery) {
        return parse(decode(delivery.userData(), delivery.dataCoding()));
    }

    static ReceiptText parse(String text) {
        var fields = new HashMap<String, String>();
        int at = nextWord(text, 0);
        while (at < text.length() && !hasLabel(text, at, MESSAGE_LABEL)) {
            String label = labelAt(text, at);
            int valueAt = label == null ? at : at + label.length() + 1;
            int end = endOfWord(text, valueAt);
            String value = text.substring(valueAt, end);
            at = nextWord(text, end);
            if (label != null) {
                fields.putIfAbsent(label, value);
            }
            if (DONE_DATE.equals(label)) {
                takeBareState(text, at, fields);
            }
        }
        return new ReceiptText(fields);
    }

    private static void takeBareState(String text, int at, Map<String, String> fields) {
        String word = text.substring(at, endOfWord(text, at));
        if (MessageState.ofWord(word).isPresent()) {
            fields.putIfAbsent(STAT, word);
        }
    }

    private static @Nullable String labelAt(String text, int at) {
        for (String label : LABELS) {
            if (hasLabel(text, at, label)) {
                return label;
            }
        }
        return null;
    }

    private static boolean hasLabel(String text, int at, String label) {
        int colon = at + label.length();
        return colon < text.length()
                && text.charAt(colon) == ':'
                && text.substring(at, colon).toLowerCase(Locale.ROOT).equals(label);
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int nextWord(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char character) {
        return character <= ' ';
    }

    /** UCS-2 where data_coding says so and the octets look it; else one character an octet, which all labels survive. */
    private static String decode(byte[] octets, int dataCoding) {
        boolean wide = (dataCoding & UCS2_MASK) == UCS2 && octets.length > 1 && octets[0] == 0;
        String text = new String(octets, wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
        return text.replace("\0", "");
    }
}
