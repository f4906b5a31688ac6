package trunkline.smpp.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Turns a text, or octets, into what its submit_sm carry, by the settings of one SMSC.
 *
 * <p>Writes all of it one after the other into the caller's array and keeps where each piece starts. Allocates nothing per
 * call (JMH, {@code SegmentEncoderBenchmark}). Confined to one thread; an encoder holds about 160 KiB, so keep one per loop
 * and not one per message.
 *
 * <pre>
 *   encode("…", ref, out)     out: | UDH 1 | user data 1 | UDH 2 | user data 2 | ...
 *                                  ^ offset(0)           ^ offset(1)
 * </pre>
 *
 * <p>A <em>segment</em> is one short message on the air; a <em>piece</em> is what one submit_sm carries: a segment, or the
 * whole message where the SMSC cuts it.
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
    static final int MAX_CHARACTERS = ConcatenationHeader.MAX_SEGMENTS
            * DataCoding.GSM_7BIT.unitsBeside(ConcatenationHeader.REFERENCE_8_BIT.length());

    private static final VarHandle BIG_ENDIAN_CHAR =
            MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);

    private final EncodingSettings settings;
    private final byte[] codes;
    private final CodingChoice choice;
    private final SegmentCut cut = new SegmentCut();
    private final char[] characters = new char[MAX_CHARACTERS];
    private final byte[] septets = new byte[2 * MAX_CHARACTERS];
    private final int[] ends = new int[ConcatenationHeader.MAX_SEGMENTS + 1];

    private int pieces;
    private DataCoding coding = DataCoding.GSM_7BIT;
    private int locking;
    private int single;
    private int errorIndex;
    /** The next character to be written as it is. */
    private int character;

    public SegmentEncoder(EncodingSettings settings) {
        this.settings = settings;
        this.codes = settings.alphabet().codes();
        this.choice = new CodingChoice(settings);
    }

    /**
     * Encodes {@code text} for the phone itself, see {@link #encode(String, ApplicationPorts, int, byte[])}.
     */
    public Result encode(String text, int reference, byte[] out) {
        return encode(text, ApplicationPorts.NONE, reference, out);
    }

    /**
     * Encodes {@code text} into {@code out} from index 0. An empty text takes one segment of no octets.
     *
     * @param reference the concatenation reference, of which the header's 8 or 16 low bits are used
     * @param out not kept; {@link #MAX_OCTETS} long, or long enough by a {@link SegmentPlan}
     * @throws IndexOutOfBoundsException if {@code out} is too short for this text
     */
    public Result encode(String text, ApplicationPorts ports, int reference, byte[] out) {
        int length = text.length();
        if (length > MAX_CHARACTERS) {
            return Result.TOO_MANY_SEGMENTS;
        }
        // Once, as a block: String.charAt asks at every character how the String keeps its characters.
        text.getChars(0, length, characters, 0);
        locking = 0;
        single = 0;
        int count = toSeptets(length) ? length : toSeptetsOtherwise(length, ports);
        coding = count >= 0 ? DataCoding.GSM_7BIT : DataCoding.UCS2;
        return coding == DataCoding.GSM_7BIT
                ? writeSeptets(count, count > length, ports, reference, out)
                : writeUnits(length, ports, reference, out);
    }

    /**
     * The same for a message of octets, {@link DataCoding#OCTETS}: encoded, or too many segments.
     *
     * @param octets not kept
     */
    public Result encodeOctets(byte[] octets, ApplicationPorts ports, int reference, byte[] out) {
        coding = DataCoding.OCTETS;
        locking = 0;
        single = 0;
        cut.prepare(settings.longMessages(), coding, UserDataHeader.commonOctets(ports, 0, 0));
        if (!cut.octets(octets.length)) {
            return Result.TOO_MANY_SEGMENTS;
        }
        pieces = cut.pieces();
        int at = 0;
        int from = 0;
        for (int piece = 1; piece <= pieces; piece++) {
            int end = cut.end(piece);
            at = writeHeader(piece, ports, reference, out, at);
            System.arraycopy(octets, from, out, at, end - from);
            at += end - from;
            ends[piece] = at;
            from = end;
        }
        return Result.ENCODED;
    }

    /** Segments of the last message encoded, 1 to 255. */
    public int segments() {
        return cut.segments();
    }

    /** Pieces of the last message encoded: as many as segments, or one if the SMSC cuts it. */
    public int pieces() {
        return pieces;
    }

    /** Data coding of the last message encoded. */
    public DataCoding coding() {
        return coding;
    }

    /** Whose locking shift table the last text was encoded with; null for the default alphabet, and other codings. */
    public @Nullable NationalLanguage locking() {
        return NationalLanguage.ofIdentifier(locking);
    }

    /** Whose single shift table the last text was encoded with; null for the default one, and other codings. */
    public @Nullable NationalLanguage single() {
        return NationalLanguage.ofIdentifier(single);
    }

    /** Whether the pieces start with a user data header. */
    public boolean hasHeader() {
        return cut.headerOctets() > 0;
    }

    /** Whether the pieces are segments that the parameters sar_* have to number. */
    public boolean needsSar() {
        return pieces > 1 && cut.way() == LongMessages.SAR;
    }

    /** Whether the one piece is longer than a short message, so that the SMSC has to cut it. */
    public boolean isInOnePiece() {
        return pieces < cut.segments();
    }

    /** Where piece {@code piece} (from 0) starts in the caller's array, header included. */
    public int offset(int piece) {
        return ends[piece];
    }

    /** Octets of piece {@code piece} (from 0), header included. */
    public int length(int piece) {
        return ends[piece + 1] - ends[piece];
    }

    /** Index of the code unit that is not text, after {@link Result#LONE_SURROGATE}. */
    public int errorIndex() {
        return errorIndex;
    }

    /** Fills {@link #septets}, one for each character; false if a character is more than one septet, or none. */
    private boolean toSeptets(int length) {
        char[] from = characters;
        byte[] to = septets;
        byte[] code = codes;
        if (length > 0 && code[from[0]] == Gsm7Alphabet.NONE) {
            return false; // a text in another script mostly says so at once
        }
        int seen = 0;
        for (int i = 0; i < length; i++) {
            byte septet = code[from[i]];
            to[i] = septet;
            seen |= septet;
        }
        return seen >= 0;
    }

    /** The same with escapes and with national tables; how many septets they are, -1 if the text is to be UCS-2. */
    private int toSeptetsOtherwise(int length, ApplicationPorts ports) {
        if (!choice.hasNationalTables()) {
            return toSeptetsWithEscapes(length);
        }
        choice.choose(characters, length, ports);
        if (choice.coding() == DataCoding.UCS2) {
            return -1;
        }
        locking = choice.locking();
        single = choice.single();
        return choice.units() == length
                ? toSeptetsOf(NationalTables.locking(locking), length)
                : toSeptetsOf(NationalTables.locking(locking), NationalTables.single(single), length);
    }

    private int toSeptetsWithEscapes(int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            byte code = codes[characters[i]];
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

    /** By a locking shift table that has all characters of the text. */
    private int toSeptetsOf(byte[] shifted, int length) {
        for (int i = 0; i < length; i++) {
            septets[i] = shifted[characters[i]];
        }
        return length;
    }

    /** By two tables that together have all characters of the text. */
    private int toSeptetsOf(byte[] shifted, byte[] escaped, int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            char character = characters[i];
            byte septet = shifted[character];
            int escape = septet >>> (Integer.SIZE - 1);
            // without a branch, which nobody could predict: what is written for nothing is overwritten by the next
            septets[count] = Gsm7Alphabet.ESCAPE;
            count += escape;
            septets[count++] = escape == 0 ? septet : escaped[character];
        }
        return count;
    }

    private Result writeSeptets(int count, boolean hasEscapes, ApplicationPorts ports, int reference, byte[] out) {
        cut.prepare(settings.longMessages(), coding, UserDataHeader.commonOctets(ports, locking, single));
        if (!cut.septets(septets, count)) {
            return Result.TOO_MANY_SEGMENTS;
        }
        pieces = cut.pieces();
        int at = 0;
        int from = 0;
        character = 0;
        for (int piece = 1; piece <= pieces; piece++) {
            int end = cut.end(piece);
            at = writeHeader(piece, ports, reference, out, at);
            switch (settings.alphabet()) {
                case GSM7_UNPACKED -> {
                    System.arraycopy(septets, from, out, at, end - from);
                    at += end - from;
                }
                case GSM7_PACKED -> at = SeptetPacker.pack(septets, from, end, out, at, cut.headerOctets());
                case LATIN1, IA5 -> {
                    int past = hasEscapes ? pastCharacters(from, end) : character + end - from;
                    for (; character < past; character++) {
                        out[at++] = (byte) characters[character];
                    }
                }
            }
            ends[piece] = at;
            from = end;
        }
        return Result.ENCODED;
    }

    /** Index just past the characters of these septets, of which the first is {@link #character}. */
    private int pastCharacters(int from, int end) {
        int past = character;
        for (int i = from; i < end; i++) {
            past += septets[i] == Gsm7Alphabet.ESCAPE ? 0 : 1;
        }
        return past;
    }

    private Result writeUnits(int count, ApplicationPorts ports, int reference, byte[] out) {
        cut.prepare(settings.longMessages(), coding, UserDataHeader.commonOctets(ports, 0, 0));
        if (!cut.units(characters, count)) {
            errorIndex = LoneSurrogate.indexIn(characters, count);
            return errorIndex < 0 ? Result.TOO_MANY_SEGMENTS : Result.LONE_SURROGATE;
        }
        pieces = cut.pieces();
        int at = 0;
        int from = 0;
        for (int piece = 1; piece <= pieces; piece++) {
            int end = cut.end(piece);
            at = writeHeader(piece, ports, reference, out, at);
            for (int i = from; i < end; i++, at += Character.BYTES) {
                char unit = characters[i];
                if (Character.isSurrogate(unit) && LoneSurrogate.isAt(characters, count, i)) {
                    errorIndex = i;
                    return Result.LONE_SURROGATE;
                }
                BIG_ENDIAN_CHAR.set(out, at, unit);
            }
            ends[piece] = at;
            from = end;
        }
        return Result.ENCODED;
    }

    private int writeHeader(int piece, ApplicationPorts ports, int reference, byte[] out, int offset) {
        int octets = cut.headerOctets();
        if (octets == 0) {
            return offset;
        }
        int common = UserDataHeader.commonOctets(ports, locking, single);
        int at = offset;
        if (pieces > 1) {
            at = cut.way().header().write(out, at, reference, pieces, piece, common);
        } else {
            out[at++] = (byte) common;
        }
        return common == 0 ? at : UserDataHeader.writeCommon(out, at, ports, locking, single);
    }
}
