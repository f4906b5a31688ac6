package trunkline.media.source;

import org.jspecify.annotations.Nullable;

/**
 * The header of one MPEG audio Layer III frame (ISO/IEC 11172-3 §2.4.1.3, 13818-3 §2.4.1.3; MPEG 2.5 as all decoders do).
 *
 * <pre>
 * AAAAAAAA AAABBCCD EEEEFFGH IIJJKLMM
 * sync        |  |  |   | |  mode (11 mono)
 *       version layer bit rate, sample rate, padding
 * </pre>
 *
 * @param sampleRate samples per second
 * @param octets length of the whole frame, header included
 * @param samples per channel that it decodes to
 * @param sideInfoOctets length of what follows the header and the checksum, before the main data
 */
record Mp3Header(int version, int sampleRate, int channels, int octets, int samples, int sideInfoOctets) {

    static final int LENGTH = 4;

    private static final int MPEG_1 = 3;
    private static final int MPEG_2 = 2;
    private static final int MPEG_2_5 = 0;
    private static final int LAYER_III = 1;
    private static final int MONO = 3;

    private static final int[] RATES_MPEG_1 = {44_100, 48_000, 32_000};
    private static final int[] KILOBITS_MPEG_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_MPEG_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    /** The header in {@code bits}, or null if they are no Layer III header with a fixed bit rate. */
    static @Nullable Mp3Header of(int bits) {
        int version = bits >>> 19 & 3;
        int kilobitsIndex = bits >>> 12 & 0xF;
        int rateIndex = bits >>> 10 & 3;
        if (!isLayerThree(bits) || kilobitsIndex == 0 || kilobitsIndex == 15 || rateIndex == 3) {
            return null;
        }
        int sampleRate = RATES_MPEG_1[rateIndex] >> (version == MPEG_1 ? 0 : version == MPEG_2 ? 1 : 2);
        int kilobits = (version == MPEG_1 ? KILOBITS_MPEG_1 : KILOBITS_MPEG_2)[kilobitsIndex];
        int samples = version == MPEG_1 ? 1152 : 576;
        int octets = samples / 8 * kilobits * 1000 / sampleRate + (bits >>> 9 & 1);
        int channels = (bits >>> 6 & 3) == MONO ? 1 : 2;
        return new Mp3Header(version, sampleRate, channels, octets, samples, sideInfo(version, channels));
    }

    /** Whether {@code bits} are a Layer III header that leaves the bit rate open (bit rate index 0). */
    static boolean isFreeFormat(int bits) {
        return isLayerThree(bits) && (bits >>> 12 & 0xF) == 0 && (bits >>> 10 & 3) != 3;
    }

    /** Whether frames with this header and {@code other} may stand in one stream. */
    boolean goesWith(Mp3Header other) {
        return version == other.version && sampleRate == other.sampleRate && channels == other.channels;
    }

    private static boolean isLayerThree(int bits) {
        int version = bits >>> 19 & 3;
        boolean known = version == MPEG_1 || version == MPEG_2 || version == MPEG_2_5;
        return bits >>> 21 == 0x7FF && known && (bits >>> 17 & 3) == LAYER_III && (bits & 3) != 2;
    }

    private static int sideInfo(int version, int channels) {
        if (version == MPEG_1) {
            return channels == 1 ? 17 : 32;
        }
        return channels == 1 ? 9 : 17;
    }
}
