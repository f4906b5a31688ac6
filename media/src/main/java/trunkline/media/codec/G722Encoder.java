package trunkline.media.codec;

/**
 * G.722 at 64 kbit/s: of each two samples of 16 kHz one octet, two bits of it for the band from 4 to 8 kHz, six for the
 * one below (ITU-T G.722 §3).
 *
 * <pre>
 *             +- higher band, 4 to 8 kHz --> difference from its prediction, 2 bits -+
 * 16 kHz -> mirror                                                                   +-> HH LLLLLL
 *             +- lower band, 0 to 4 kHz ---> difference from its prediction, 6 bits -+
 * </pre>
 */
final class G722Encoder implements Codec.Encoder {

    /** The mirror's gain, twelve bits; two for the sum of its halves and for the 15 bits that the bands have. */
    private static final int BAND_SHIFT = 14;

    private final G722Mirror mirror = new G722Mirror();
    final G722Band lower = G722Band.lower();
    final G722Band higher = G722Band.higher();

    @Override
    public int encode(short[] samples, int from, int count, byte[] out, int offset) {
        assert count % 2 == 0;
        for (int i = 0; i < count; i += 2) {
            mirror.push(samples[from + i], samples[from + i + 1]);
            int even = mirror.even();
            int odd = mirror.odd();
            int low = low((odd + even) >> BAND_SHIFT);
            int high = high((odd - even) >> BAND_SHIFT);
            out[offset + i / 2] = (byte) (high << 6 | low);
        }
        return count / 2;
    }

    /** SUBTRA, QUANTL: the interval that the difference falls in, by its magnitude. */
    private int low(int value) {
        int difference = G722Band.saturate(value - lower.prediction());
        int magnitude = difference < 0 ? ~difference : difference;
        int interval = 1;
        while (interval < G722Tables.DECISIONS_LOW.length
                && magnitude >= (G722Tables.DECISIONS_LOW[interval] * lower.step()) >> 12) {
            interval++;
        }
        int code = (difference < 0 ? G722Tables.NEGATIVE_LOW : G722Tables.POSITIVE_LOW)[interval];
        lower.adapt(code >> 2, lower.difference(G722Tables.OUTPUT_4_BITS[code >> 2]));
        return code;
    }

    /** SUBTRA, QUANTH: sign, and whether it is one of the two larger intervals. */
    private int high(int value) {
        int difference = G722Band.saturate(value - higher.prediction());
        int magnitude = difference < 0 ? ~difference : difference;
        boolean large = magnitude >= (G722Tables.DECISION_HIGH * higher.step()) >> 12;
        int code = (difference < 0 ? 0 : 2) | (large ? 0 : 1);
        higher.adapt(code, higher.difference(G722Tables.OUTPUT_2_BITS[code]));
        return code;
    }
}
