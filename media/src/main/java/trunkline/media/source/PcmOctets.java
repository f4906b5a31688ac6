package trunkline.media.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import trunkline.media.codec.Codec;

/**
 * Octets of a sound file as samples of −1 to 1, all channels mixed to one. Little endian, as WAV is.
 *
 * @param encoding of each sample
 * @param octetsPerChannel of one sample of one channel
 */
record PcmOctets(Encoding encoding, int channels, int octetsPerChannel) {

    /** What a sample's octets mean. */
    enum Encoding {
        /** Signed, but for one octet, which WAV has unsigned. */
        INTEGER,
        FLOAT,
        A_LAW,
        MU_LAW
    }

    private static final float[] A_LAW_SAMPLES = samplesOf(Codec.PCMA);
    private static final float[] MU_LAW_SAMPLES = samplesOf(Codec.PCMU);

    static PcmOctets signed16(int channels) {
        return new PcmOctets(Encoding.INTEGER, channels, 2);
    }

    /** Octets of one sample of all channels. */
    int octetsPerSample() {
        return channels * octetsPerChannel;
    }

    /** Mixes {@code samples} samples from the beginning of {@code octets} into {@code out}. */
    void mix(byte[] octets, int samples, float[] out) {
        ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        float share = 1f / channels;
        int offset = 0;
        for (int i = 0; i < samples; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += sample(in, offset);
                offset += octetsPerChannel;
            }
            out[i] = sum * share;
        }
    }

    private float sample(ByteBuffer in, int offset) {
        return switch (encoding) {
            case INTEGER -> integer(in, offset);
            case FLOAT -> floating(in, offset);
            case A_LAW -> A_LAW_SAMPLES[in.get(offset) & 0xFF];
            case MU_LAW -> MU_LAW_SAMPLES[in.get(offset) & 0xFF];
        };
    }

    private float integer(ByteBuffer in, int offset) {
        return switch (octetsPerChannel) {
            case 1 -> ((in.get(offset) & 0xFF) - 128) / 0x1p7f;
            case 2 -> in.getShort(offset) / 0x1p15f;
            case 3 -> ((in.get(offset + 2) << 16) | (in.getShort(offset) & 0xFFFF)) / 0x1p23f;
            default -> in.getInt(offset) / 0x1p31f;
        };
    }

    /** What is not a number, or far beyond full scale, is taken as silence or full scale. */
    private float floating(ByteBuffer in, int offset) {
        double value = octetsPerChannel == 4 ? in.getFloat(offset) : in.getDouble(offset);
        return Double.isNaN(value) ? 0 : (float) Math.max(-1, Math.min(value, 1));
    }

    private static float[] samplesOf(Codec codec) {
        byte[] octets = new byte[1 << 8];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) i;
        }
        short[] decoded = new short[octets.length];
        codec.decoder().decode(octets, 0, octets.length, decoded, 0);
        float[] samples = new float[octets.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = decoded[i] / 0x1p15f;
        }
        return samples;
    }
}
