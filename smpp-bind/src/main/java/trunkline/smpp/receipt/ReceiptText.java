package trunkline.smpp.receipt;

import java.nio.charset.Charset;
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
    private static final int UDHI = 0x40;

    private final Map<String, String> fields;

    private ReceiptText(Map<String, String> fields) {
        this.fields = fields;
    }

    /** What stands behind {@code label} up to the next blank; null if the label is missing. */
    @Nullable
    String field(String label) {
        return fields.get(label);
    }

    /** Whether it has what every receipt has, and hardly any message. */
    boolean looksLikeOne() {
        return fields.containsKey(ID) && (fields.containsKey(STAT) || fields.containsKey(DONE_DATE));
    }

    static ReceiptText of(Delivery delivery) {
        byte[] octets = delivery.userData();
        ReceiptText text = parse(decode(octets, 0, delivery.dataCoding()));
        boolean says = text.fields.containsKey(ID) || text.fields.containsKey(STAT);
        // UDHI stands on receipts that have no header, so that it is believed only if nothing is found without it.
        if (says || (delivery.esmClass() & UDHI) == 0 || octets.length == 0) {
            return text;
        }
        int header = Math.min(octets.length, 1 + (octets[0] & 0xFF));
        return parse(decode(octets, header, delivery.dataCoding()));
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

    /**
     * UTF-16 where the octets look it, whatever data_coding says, in either order, with a mark of it or without; else one
     * character an octet, which all labels survive.
     */
    private static String decode(byte[] octets, int from, int dataCoding) {
        Charset charset = StandardCharsets.ISO_8859_1;
        if (octets.length - from >= 2) {
            int first = octets[from] & 0xFF;
            int second = octets[from + 1] & 0xFF;
            boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
            boolean ucs2 = (dataCoding & UCS2_MASK) == UCS2;
            boolean more = octets.length - from >= 4;
            if (marked) {
                charset = StandardCharsets.UTF_16;
            } else if (first == 0 && (ucs2 || (more && octets[from + 2] == 0))) {
                charset = StandardCharsets.UTF_16BE;
            } else if (second == 0 && more && octets[from + 3] == 0) {
                charset = StandardCharsets.UTF_16LE;
            }
        }
        return new String(octets, from, octets.length - from, charset).replace("\0", "");
    }
}
