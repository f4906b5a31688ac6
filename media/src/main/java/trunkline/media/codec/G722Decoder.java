package trunkline.media.codec;

/** The other way of {@link G722Encoder}: of each octet two samples of 16 kHz (ITU-T G.722 §4, mode 1). */
final class G722Decoder implements Codec.Decoder {

    private static final int BAND_MAX = 16_383;

    /** The mirror's gain, twelve bits, less one for the 15 bits that the bands have. */
    private static final int SAMPLE_SHIFT = 11;

    private final G722Mirror mirror = new G722Mirror();
    final G722Band lower = G722Band.lower();
    final G722Band higher = G722Band.higher();

    @Override
    public int decode(byte[] octets, int from, int count, short[] out, int offset) {
        for (int i = 0; i < count; i++) {
            int low = low(octets[from + i] & 0x3F);
            int high = high(octets[from + i] >> 6 & 3);
            mirror.push(low + high, low - high);
            out[offset + 2 * i] = (short) G722Band.saturate(mirror.odd() >> SAMPLE_SHIFT);
            out[offset + 2 * i + 1] = (short) G722Band.saturate(mirror.even() >> SAMPLE_SHIFT);
        }
        return 2 * count;
    }

    /** INVQBL, RECONS, LIMIT: what is given out uses all six bits, what is learnt from only four. */
    private int low(int code) {
        int value = limit(lower.prediction() + lower.difference(G722Tables.OUTPUT_6_BITS[code]));
        lower.adapt(code >> 2, lower.difference(G722Tables.OUTPUT_4_BITS[code >> 2]));
        return value;
    }

    /** INVQAH, RECONS, LIMIT. */
    private int high(int code) {
        int difference = higher.difference(G722Tables.OUTPUT_2_BITS[code]);
        int value = limit(higher.prediction() + difference);
        higher.adapt(code, difference);
        return value;
    }

    private static int limit(int value) {
        return Math.max(-BAND_MAX - 1, Math.min(value, BAND_MAX));
    }
}
