package trunkline.smpp.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Octets of a short message to text and back, for the data_coding values that phones and gateways use
 * (SMPP 3.4 §5.2.19). Written apart from the gateway's encoder, from 3GPP TS 23.038 §6.2.1.
 */
final class ShortMessageText {

    static final int GSM = 0x00;
    static final int UCS2 = 0x08;

    private static final int ASCII = 0x01;
    private static final int MESSAGE_CLASS = 0x10;
    private static final int CLASS_GROUP = 0xF0;
    private static final int CARRIAGE_RETURN = 0x0D;
    private static final int ESCAPE = 0x1B;
    private static final char UNASSIGNED = '\uFFFD';

    private static final char[] BASIC = {
        '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å', //
        'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', UNASSIGNED, 'Æ', 'æ', 'ß', 'É', //
        ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', //
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', //
        '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', //
        'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§', //
        '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', //
        'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à'
    };

    private ShortMessageText() {}

    /** The same where data_coding 0 is unpacked GSM 7-bit. */
    static String decode(byte[] octets, int dataCoding) {
        return decode(octets, dataCoding, Dialect.Alphabet.GSM7_UNPACKED);
    }

    /**
     * The text of {@code octets}; of binary data_coding values, one character an octet.
     *
     * @param alphabet of data_coding 0; packed septets have been unpacked
     */
    static String decode(byte[] octets, int dataCoding, Dialect.Alphabet alphabet) {
        if (isGsm(dataCoding)) {
            return switch (alphabet) {
                case GSM7_UNPACKED, GSM7_PACKED -> decodeGsm(octets);
                case LATIN1 -> new String(octets, StandardCharsets.ISO_8859_1);
                case IA5 -> new String(octets, StandardCharsets.US_ASCII);
            };
        }
        return switch (dataCoding & ~MESSAGE_CLASS) {
            case UCS2 -> new String(octets, StandardCharsets.UTF_16BE);
            case ASCII -> new String(octets, StandardCharsets.US_ASCII);
            default -> new String(octets, StandardCharsets.ISO_8859_1);
        };
    }

    /** Whether it is data_coding 0, or the same with a message class (3GPP TS 23.038 §4): 0x10 to 0x13, 0xf0 to 0xf3. */
    static boolean isGsm(int dataCoding) {
        return dataCoding == GSM || (dataCoding & ~0x03) == MESSAGE_CLASS || (dataCoding & ~0x03) == CLASS_GROUP;
    }

    /** Packed septets, one in each octet (3GPP TS 23.038 §6.1.2.1), the first on a septet boundary after the header. */
    static byte[] unpacked(byte[] octets, int headerOctets) {
        int fill = (7 - headerOctets * Byte.SIZE % 7) % 7;
        int bits = octets.length * Byte.SIZE - fill;
        byte[] septets = new byte[Math.max(0, bits / 7)];
        for (int i = 0; i < septets.length * 7; i++) {
            int bit = fill + i;
            septets[i / 7] |= (byte) ((octets[bit / Byte.SIZE] >> bit % Byte.SIZE & 1) << i % 7);
        }
        // seven bits left over are a septet only if somebody meant them: 3GPP TS 23.038 §6.1.2.3.1 has them filled with
        // CR
        boolean filled = bits % 7 == 0 && septets.length > 0 && septets[septets.length - 1] == CARRIAGE_RETURN;
        return filled ? Arrays.copyOf(septets, septets.length - 1) : septets;
    }

    /** Octets of {@code text} with data_coding {@link #GSM}; null if it has a character that needs {@link #UCS2}. */
    static byte @Nullable [] encodeGsm(String text) {
        var octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            int septet = septet(text.charAt(i));
            if (septet < 0) {
                return null;
            }
            octets.write(septet);
        }
        return octets.toByteArray();
    }

    private static String decodeGsm(byte[] octets) {
        var text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int septet = octets[i] & 0xFF;
            if (septet == ESCAPE && i + 1 < octets.length) {
                text.append(extension(octets[++i] & 0xFF));
            } else {
                text.append(septet < BASIC.length ? BASIC[septet] : UNASSIGNED);
            }
        }
        return text.toString();
    }

    /** §6.2.1.1; a phone shows what the table does not have as the basic character. */
    private static char extension(int septet) {
        return switch (septet) {
            case 0x0A -> '\f';
            case 0x14 -> '^';
            case 0x28 -> '{';
            case 0x29 -> '}';
            case 0x2F -> '\\';
            case 0x3C -> '[';
            case 0x3D -> '~';
            case 0x3E -> ']';
            case 0x40 -> '|';
            case 0x65 -> '€';
            default -> septet < BASIC.length ? BASIC[septet] : UNASSIGNED;
        };
    }

    private static int septet(char character) {
        for (int septet = 0; septet < BASIC.length; septet++) {
            if (BASIC[septet] == character && character != UNASSIGNED) {
                return septet;
            }
        }
        return -1;
    }
}
