package trunkline.sip.stack;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Looks into messages that are not parsed, as far as it takes to decide whether they shall be. */
final class RawHeaders {

    private static final byte[][] CALL_ID = {
        "call-id".getBytes(StandardCharsets.US_ASCII), "i".getBytes(StandardCharsets.US_ASCII)
    };

    private static final int LONGEST = 256;

    private RawHeaders() {}

    /**
     * The Call-ID in either of its forms (RFC 3261 §20.8); null where none is found. It does not follow folded lines: a
     * peer that folds its Call-ID and is not known counts as a stranger.
     */
    static @Nullable String callId(byte[] data, int length) {
        for (int line = nextLine(data, 0, length); line < length; line = nextLine(data, line, length)) {
            if (data[line] == '\r' || data[line] == '\n') {
                return null;
            }
            for (byte[] name : CALL_ID) {
                int value = valueAfter(data, line, length, name);
                if (value >= 0) {
                    int end = value;
                    while (end < length && data[end] > ' ') {
                        end++;
                    }
                    return end - value > LONGEST ? null : new String(data, value, end - value, StandardCharsets.UTF_8);
                }
            }
        }
        return null;
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
