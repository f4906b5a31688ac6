package trunkline.smpp.segment;

import java.util.Arrays;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1 and §6.2.1.1), from character to septet.
 *
 * <p>One flat table over all of UTF-16 answers each character with one load: the septet itself, or
 * {@link #EXTENSION} set on the septet that follows an {@link #ESCAPE}, or {@link #NONE}. Both of the latter are
 * negative, so that a loop over a text finds out whether it met any by or-ing what it wrote.
 */
final class Gsm7Alphabet {

    /** The septet that announces one of the extension table. */
    static final byte ESCAPE = 0x1B;

    /** Set on the code of a character that needs an {@link #ESCAPE} before it. */
    static final int EXTENSION = 0x80;

    /** The code of a character that GSM 7-bit does not have. */
    static final byte NONE = -1;

    /** Code by character. Longer than any char can index, so the compiler leaves the bounds check out. */
    static final byte[] CODES = new byte[Character.MAX_VALUE + 1];

    /** {@link #CODES} of the characters that ISO 8859-1 has too. */
    static final byte[] CODES_OF_LATIN1;

    /** {@link #CODES} of the characters that IA5 has too. */
    static final byte[] CODES_OF_IA5;

    // §6.2.1, sixteen septets a line; U+001B stands where the escape is and is not a character of the alphabet.
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅå"
            + "Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ"
            + " !\"#¤%&'()*+,-./"
            + "0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNO"
            + "PQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmno"
            + "pqrstuvwxyzäöñüà";

    // §6.2.1.1: the character, then the septet after the escape.
    private static final char[][] EXTENDED = {
        {'\f', 0x0A}, {'^', 0x14}, {'{', 0x28}, {'}', 0x29}, {'\\', 0x2F},
        {'[', 0x3C}, {'~', 0x3D}, {']', 0x3E}, {'|', 0x40}, {'€', 0x65}
    };

    static {
        Arrays.fill(CODES, NONE);
        for (int septet = 0; septet < BASIC.length(); septet++) {
            CODES[BASIC.charAt(septet)] = (byte) septet;
        }
        CODES[ESCAPE] = NONE;
        for (char[] pair : EXTENDED) {
            CODES[pair[0]] = (byte) (EXTENSION | pair[1]);
        }
        CODES_OF_LATIN1 = codesUpTo(0xFF);
        CODES_OF_IA5 = codesUpTo(0x7F);
    }

    private Gsm7Alphabet() {}

    private static byte[] codesUpTo(int last) {
        byte[] codes = CODES.clone();
        Arrays.fill(codes, last + 1, codes.length, NONE);
        return codes;
    }
}
