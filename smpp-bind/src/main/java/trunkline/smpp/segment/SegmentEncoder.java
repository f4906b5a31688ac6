package trunkline.smpp.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Turns a text into the short_message octets of its segments: GSM 7-bit where every character has a septet, else UCS-2.
 *
 * <p>Writes header and user data of all segments one after the other into the caller's array and keeps where each
 * starts. Allocates nothing per call (JMH, {@code SegmentEncoderBenchmark}). Confined to one thread; an encoder holds
 * about 160 KiB, so keep one per loop and not one per message.
 *
 * <pre>
 *   encode("…", ref, out)     out: | UDH 1 | user data 1 | UDH 2 | user data 2 | ...
 *                                  ^ offset(0)           ^ offset(1)
 * </pre>
 */
public final class SegmentEncoder {

    /** What became of a text. Anything but {@link #ENCODED} leaves the segments undefined. */
    public enum Result {
        ENCODED,

        /** The text takes more than {@link ConcatenationHeader#MAX_SEGMENTS} segments. */
        TOO_MANY_SEGMENTS,

        /** Half a surrogate pair stands alone at {@link #errorIndex()}: not text, in any coding. */
        LONE_SURROGATE
    }

    /** Length of an array that holds any message: a segment is at most 160 octets. */
    public static final int MAX_OCTETS = ConcatenationHeader.MAX_SEGMENTS * 160;

    /** More characters than this never fit, whatever the coding. */
    static final int MAX_CHARACTERS =
            ConcatenationHeader.MAX_SEGMENTS * DataCoding.GSM_7BIT.unitsBeside(ConcatenationHeader.REFERENCE_8_BIT);

    private static final VarHandle BIG_ENDIAN_CHAR =
            MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);

    private final ConcatenationHeader header;
    private final char[] characters = new char[MAX_CHARACTERS];
    private final byte[] septets = new byte[2 * MAX_CHARACTERS];
    /** Where segment n ends: in units while cutting, then in octets of the caller's array; [0] is 0. */
    private final int[] ends = new int[ConcatenationHeader.MAX_SEGMENTS + 1];

    private int segments;
    private DataCoding coding = DataCoding.GSM_7BIT;
    private int errorIndex;

    public SegmentEncoder(ConcatenationHeader header) {
        this.header = header;
    }

    /**
     * Encodes {@code text} into {@code out} from index 0. An empty text takes one segment of no octets.
     *
     * @param reference the concatenation reference, of which the header's 8 or 16 low bits are used
     * @param out not kept; {@link #MAX_OCTETS} long, or long enough by a {@link SegmentPlan}
     * @throws IndexOutOfBoundsException if {@code out} is too short for this text
     */
    public Result encode(String text, int reference, byte[] out) {
        int length = text.length();
        if (length > MAX_CHARACTERS) {
            return Result.TOO_MANY_SEGMENTS;
        }
        // Once, as a block: String.charAt asks at every character how the String keeps its characters.
        text.getChars(0, length, characters, 0);
        int septetCount = toSeptets(length);
        if (septetCount >= 0) {
            coding = DataCoding.GSM_7BIT;
            return writeSeptets(septetCount, reference, out);
        }
        coding = DataCoding.UCS2;
        return writeUnits(length, reference, out);
    }

    /** Segments of the last text encoded, 1 to 255. */
    public int segments() {
        return segments;
    }

    /** Coding of the last text encoded. */
    public DataCoding coding() {
        return coding;
    }

    /** Whether the segments start with a user data header: true when there is more than one. */
    public boolean hasHeader() {
        return segments > 1;
    }

    /** Where segment {@code segment} (from 0) starts in the caller's array, header included. */
    public int offset(int segment) {
        return ends[segment];
    }

    /** Octets of segment {@code segment} (from 0), header included. */
    public int length(int segment) {
        return ends[segment + 1] - ends[segment];
    }

    /** Index of the code unit that is not text, after {@link Result#LONE_SURROGATE}. */
    public int errorIndex() {
        return errorIndex;
    }

    /** Fills {@link #septets}; how many they are, or -1 if the alphabet lacks a character. */
    private int toSeptets(int length) {
        char[] from = characters;
        byte[] to = septets;
        byte[] codes = Gsm7Alphabet.CODES;
        if (length > 0 && codes[from[0]] == Gsm7Alphabet.NONE) {
            return -1; // a text in another script mostly says so at once
        }
        int seen = 0;
        for (int i = 0; i < length; i++) {
            byte code = codes[from[i]];
            to[i] = code;
            seen |= code;
        }
        return seen >= 0 ? length : toSeptetsWithEscapes(length);
    }

    /** The same for a text with characters that are more than one septet, or none. */
    private int toSeptetsWithEscapes(int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            byte code = Gsm7Alphabet.CODES[characters[i]];
            if (code == Gsm7Alphabet.NONE) {
                return -1;
            }
            if (code < 0) {
                septets[count++] = Gsm7Alphabet.ESCAPE;
            }
            septets[count++] = (byte) (code & ~Gsm7Alphabet.EXTENSION);
        }
        return count;
    }

    private Result writeSeptets(int count, int reference, byte[] out) {
        if (!cutSeptets(count)) {
            return Result.TOO_MANY_SEGMENTS;
        }
        int at = 0;
        int from = 0;
        for (int segment = 1; segment <= segments; segment++) {
            int end = ends[segment];
            at = writeHeader(segment, reference, out, at);
            System.arraycopy(septets, from, out, at, end - from);
            at += end - from;
            ends[segment] = at;
            from = end;
        }
        return Result.ENCODED;
    }

    private Result writeUnits(int count, int reference, byte[] out) {
        if (!cutUnits(count)) {
            errorIndex = LoneSurrogate.indexIn(characters, count);
            return errorIndex < 0 ? Result.TOO_MANY_SEGMENTS : Result.LONE_SURROGATE;
        }
        int at = 0;
        int from = 0;
        for (int segment = 1; segment <= segments; segment++) {
            int end = ends[segment];
            at = writeHeader(segment, reference, out, at);
            for (int i = from; i < end; i++, at += Character.BYTES) {
                char unit = characters[i];
                if (Character.isSurrogate(unit) && LoneSurrogate.isAt(characters, count, i)) {
                    errorIndex = i;
                    return Result.LONE_SURROGATE;
                }
                BIG_ENDIAN_CHAR.set(out, at, unit);
            }
            ends[segment] = at;
            from = end;
        }
        return Result.ENCODED;
    }

    private int writeHeader(int sequence, int reference, byte[] out, int at) {
        return segments == 1 ? at : header.write(out, at, reference, segments, sequence);
    }

    /** Sets {@link #ends}, one septet early where an escape would lose what it escapes; false if they do not suffice. */
    private boolean cutSeptets(int count) {
        if (count <= DataCoding.GSM_7BIT.unitsAlone()) {
            return oneSegment(count);
        }
        int capacity = DataCoding.GSM_7BIT.unitsBeside(header);
        segments = 0;
        for (int end = 0; end < count; ends[++segments] = end) {
            if (segments == ConcatenationHeader.MAX_SEGMENTS) {
                return false;
            }
            end = Math.min(end + capacity, count);
            if (end < count && septets[end - 1] == Gsm7Alphabet.ESCAPE) {
                end--;
            }
        }
        return true;
    }

    /** Sets {@link #ends}, one unit early where a surrogate pair would be cut in half; false if they do not suffice. */
    private boolean cutUnits(int count) {
        if (count <= DataCoding.UCS2.unitsAlone()) {
            return oneSegment(count);
        }
        int capacity = DataCoding.UCS2.unitsBeside(header);
        segments = 0;
        for (int end = 0; end < count; ends[++segments] = end) {
            if (segments == ConcatenationHeader.MAX_SEGMENTS) {
                return false;
            }
            end = Math.min(end + capacity, count);
            if (end < count && Character.isHighSurrogate(characters[end - 1])) {
                end--;
            }
        }
        return true;
    }

    private boolean oneSegment(int count) {
        segments = 1;
        ends[1] = count;
        return true;
    }
}
