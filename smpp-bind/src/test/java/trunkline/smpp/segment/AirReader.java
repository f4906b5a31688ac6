package trunkline.smpp.segment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A phone at the other end: takes the pieces of a message as the SMSC would put them on the air, and reads the text back.
 * Shares nothing with the encoder but the file of the tables, which it reads its own way.
 */
final class AirReader {

    private static final int ESCAPE = 0x1B;
    private static final char MAYBE_CR = '\uE00D';
    private static final String[][] TABLES = TableFile.read();

    private final EncodingSettings settings;

    private int concatenation = -1;
    private int locking;
    private int single;
    private String ports = "";

    AirReader(EncodingSettings settings) {
        this.settings = settings;
    }

    /** What the headers said of the ports, {@code destination<source}; empty if nothing. */
    String ports() {
        return ports;
    }

    /** The concatenation reference that all headers gave; -1 for none. */
    int reference() {
        return concatenation;
    }

    /** The text of each piece of a message with {@link EncodingSettings#BASIC}. */
    static List<String> parts(SegmentEncoder encoder, byte[] out) {
        var reader = new AirReader(EncodingSettings.BASIC);
        var parts = new ArrayList<String>();
        for (int i = 0; i < encoder.pieces(); i++) {
            parts.add(reader.text(encoder, out, i));
        }
        return parts;
    }

    /** The text of all pieces. */
    String text(SegmentEncoder encoder, byte[] out) {
        var text = new StringBuilder();
        for (int i = 0; i < encoder.pieces(); i++) {
            text.append(text(encoder, out, i));
        }
        return text.toString();
    }

    private String text(SegmentEncoder encoder, byte[] out, int i) {
        byte[] piece = Arrays.copyOfRange(out, encoder.offset(i), encoder.offset(i) + encoder.length(i));
        int header = encoder.hasHeader() ? readHeader(piece, i + 1, encoder.pieces()) : 0;
        byte[] data = Arrays.copyOfRange(piece, header, piece.length);
        return switch (encoder.coding()) {
            case UCS2 -> checked(data, header, encoder, new String(data, StandardCharsets.UTF_16BE));
            case OCTETS -> checked(data, header, encoder, new String(data, StandardCharsets.ISO_8859_1));
            case GSM_7BIT -> septets(data, header, encoder);
        };
    }

    private static String checked(byte[] data, int header, SegmentEncoder encoder, String text) {
        require(encoder.isInOnePiece() || header + data.length <= 140 - roomForSar(encoder), "too long for the air");
        return text;
    }

    /** What the SMSC needs for the header that it makes of sar_*. */
    private static int roomForSar(SegmentEncoder encoder) {
        return encoder.needsSar() ? 6 : 0;
    }

    private String septets(byte[] data, int header, SegmentEncoder encoder) {
        if (!settings.alphabet().hasSeptets()) {
            return new String(data, StandardCharsets.ISO_8859_1);
        }
        boolean packed = settings.alphabet() == DefaultAlphabet.GSM7_PACKED;
        byte[] septets = packed ? unpacked(data, header) : data;
        int bits = (header + roomForSar(encoder)) * 8;
        require(
                encoder.isInOnePiece() || (bits + 6) / 7 * 7 + septets.length * 7 <= 140 * 8,
                "too long for the air: " + septets.length + " septets beside " + header);
        boolean full = packed && (data.length * 8 - (7 - header * 8 % 7) % 7) % 7 == 0;
        return full ? withMaybe(decoded(septets)) : decoded(septets);
    }

    /** The last CR of octets that are full to the last bit may be there to fill them, see {@link #isText}. */
    private static String withMaybe(String text) {
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) + MAYBE_CR : text;
    }

    /** Whether what was read is {@code text}, with a CR more where octets were filled up. */
    static boolean isText(String read, String text) {
        int at = 0;
        for (int i = 0; i < read.length(); i++) {
            char expected = at < text.length() ? text.charAt(at) : 0;
            if (read.charAt(i) == expected || (read.charAt(i) == MAYBE_CR && expected == '\r')) {
                at++;
            } else if (read.charAt(i) != MAYBE_CR) {
                return false;
            }
        }
        return at == text.length();
    }

    /** As an SMSC does that counts whole septets: seven bits left over at the end are one. */
    private static byte[] unpacked(byte[] data, int header) {
        int fill = (7 - header * 8 % 7) % 7;
        int count = (data.length * 8 - fill) / 7;
        byte[] septets = new byte[count];
        for (int i = 0; i < count * 7; i++) {
            int bit = fill + i;
            if ((data[bit / 8] >> bit % 8 & 1) != 0) {
                septets[i / 7] |= (byte) (1 << i % 7);
            }
        }
        return septets;
    }

    private String decoded(byte[] septets) {
        var text = new StringBuilder();
        for (int i = 0; i < septets.length; i++) {
            boolean escaped = septets[i] == ESCAPE;
            require(!escaped || i + 1 < septets.length, "an escape at the end");
            String character = escaped ? TABLES[1][single * 128 + septets[++i]] : TABLES[0][locking * 128 + septets[i]];
            require(character != null, "an empty cell: " + septets[i]);
            text.append(character);
        }
        return text.toString();
    }

    private int readHeader(byte[] piece, int sequence, int total) {
        int end = 1 + piece[0];
        locking = 0;
        single = 0;
        boolean numbered = false;
        for (int at = 1; at < end; at += 2 + piece[at + 1]) {
            int length = piece[at + 1];
            switch (piece[at]) {
                case 0x00, 0x08 -> {
                    require(length == (piece[at] == 0 ? 3 : 4), "length of the concatenation element");
                    int reference = 0;
                    for (int i = 0; i < length - 2; i++) {
                        reference = (reference << 8) | (piece[at + 2 + i] & 0xFF);
                    }
                    require(concatenation == -1 || concatenation == reference, "references differ");
                    concatenation = reference;
                    require((piece[at + length] & 0xFF) == total, "total");
                    require((piece[at + length + 1] & 0xFF) == sequence, "sequence");
                    numbered = true;
                }
                case 0x05 -> {
                    require(length == 4, "length of the port element");
                    ports = number(piece, at + 2) + "<" + number(piece, at + 4);
                }
                case 0x24 -> single = piece[at + 2];
                case 0x25 -> locking = piece[at + 2];
                default -> require(false, "element " + piece[at]);
            }
        }
        require(numbered == total > 1, "numbered though alone, or several and not numbered");
        return end;
    }

    private static int number(byte[] octets, int at) {
        return ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
