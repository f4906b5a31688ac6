package trunkline.sip.stack;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Looks into messages that are not parsed, as far as it takes to decide whether they shall be. It does not follow folded
 * lines.
 */
final class RawHeaders {

    private static final byte[][] CALL_ID = {name("call-id"), name("i")};
    private static final byte[][] CONTENT_LENGTH = {name("content-length"), name("l")};

    private static final int LONGEST = 256;

    private RawHeaders() {}

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The Call-ID in either of its forms (RFC 3261 §20.8); null where none is found. */
    static @Nullable String callId(byte[] data, int length) {
        int value = find(data, nextLine(data, 0, length), length, CALL_ID);
        return value < 0 ? null : word(data, value, length);
    }

    /** Whether it says two different things about its length, so that nobody knows where it ends (RFC 4475 §3.3.9). */
    static boolean hasTwoLengths(byte[] data) {
        String first = null;
        int value = find(data, nextLine(data, 0, data.length), data.length, CONTENT_LENGTH);
        while (value >= 0) {
            String length = word(data, value, data.length);
            if (first != null && !first.equals(length)) {
                return true;
            }
            first = length;
            value = find(data, nextLine(data, value, data.length), data.length, CONTENT_LENGTH);
        }
        return false;
    }

    /** The version of a request, if it is one (RFC 3261 §7.1). */
    static String lastWordOfFirstLine(byte[] data) {
        int end = 0;
        while (end < data.length && data[end] != '\r' && data[end] != '\n') {
            end++;
        }
        while (end > 0 && data[end - 1] <= ' ' && data[end - 1] >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && data[start - 1] != ' ' && end - start < LONGEST) {
            start--;
        }
        return new String(data, start, end - start, StandardCharsets.UTF_8);
    }

    /** Where the value of the next header of one of these names begins, from a line on; -1 where the headers end before. */
    private static int find(byte[] data, int from, int length, byte[][] names) {
        for (int line = from; line < length; line = nextLine(data, line, length)) {
            if (data[line] == '\r' || data[line] == '\n') {
                return -1;
            }
            for (byte[] name : names) {
                int value = valueAfter(data, line, length, name);
                if (value >= 0) {
                    return value;
                }
            }
        }
        return -1;
    }

    private static String word(byte[] data, int from, int length) {
        int end = from;
        while (end < length && end - from < LONGEST && data[end] > ' ') {
            end++;
        }
        return new String(data, from, end - from, StandardCharsets.UTF_8);
    }

    private static int nextLine(byte[] data, int from, int length) {
        int i = from;
        while (i < length && data[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    /** Where the value begins, if this line is a header of this name; else -1. */
    private static int valueAfter(byte[] data, int line, int length, byte[] name) {
        int i = line;
        for (byte expected : name) {
            if (i >= length || Character.toLowerCase(data[i]) != expected) {
                return -1;
            }
            i++;
        }
        i = skipBlanks(data, i, length);
        return i < length && data[i] == ':' ? skipBlanks(data, i + 1, length) : -1;
    }

    private static int skipBlanks(byte[] data, int from, int length) {
        int i = from;
        while (i < length && (data[i] == ' ' || data[i] == '\t')) {
            i++;
        }
        return i;
    }
}
