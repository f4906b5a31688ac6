package trunkline.media.codec;

/**
 * G.711 A-law (ITU-T G.711 §3.1, table 1): sign, 3 bits of segment, 4 bits within it, even bits inverted on the line.
 *
 * <p>Of a 16-bit sample the upper 13 bits count, sign included. Tables are made from the formula once, as in
 * {@link MuLaw}.
 */
final class ALaw {

    private static final int EVEN_BITS = 0x55;
    private static final int POSITIVE = 0x80;

    private static final byte[] ENCODED = new byte[1 << 16];
    private static final short[] DECODED = new short[1 << 8];

    static {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            ENCODED[sample & 0xFFFF] = compress(sample);
        }
        for (int octet = 0; octet < DECODED.length; octet++) {
            DECODED[octet] = expand(octet);
        }
    }

    private ALaw() {}

    static int encode(short[] samples, int from, int count, byte[] out, int offset) {
        for (int i = 0; i < count; i++) {
            out[offset + i] = ENCODED[samples[from + i] & 0xFFFF];
        }
        return count;
    }

    static int decode(byte[] octets, int from, int count, short[] out, int offset) {
        for (int i = 0; i < count; i++) {
            out[offset + i] = DECODED[octets[from + i] & 0xFF];
        }
        return count;
    }

    static byte compress(int sample) {
        int magnitude = (sample < 0 ? ~sample : sample) >> 4;
        int segment = Math.max(28 - Integer.numberOfLeadingZeros(magnitude), 0);
        int step = magnitude >> Math.max(segment - 1, 0) & 0xF;
        int code = segment << 4 | step;
        return (byte) ((sample < 0 ? code : code | POSITIVE) ^ EVEN_BITS);
    }

    private static short expand(int octet) {
        int code = octet ^ EVEN_BITS;
        int segment = (code >> 4) & 0x7;
        int middle = (code & 0xF) << 4 | 0x8;
        int magnitude = segment == 0 ? middle : (middle + 0x100) << (segment - 1);
        return (short) ((code & POSITIVE) == 0 ? -magnitude : magnitude);
    }
}
