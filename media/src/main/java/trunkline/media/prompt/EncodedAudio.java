package trunkline.media.prompt;

import java.util.EnumMap;
import java.util.Map;
import trunkline.media.codec.Codec;

/** Samples in every codec that prompts are kept in, and what was lost by it. */
final class EncodedAudio {

    /** The signal-to-noise ratio of what coding did not change at all, such as silence. */
    private static final double LOSSLESS_DECIBELS = 100;

    private final Map<Codec, byte[]> octets = new EnumMap<>(Codec.class);
    private final Map<Codec, Double> signalToNoise = new EnumMap<>(Codec.class);

    private EncodedAudio() {}

    static EncodedAudio of(short[] samples) {
        var encoded = new EncodedAudio();
        for (Codec codec : Codec.values()) {
            byte[] octets = new byte[samples.length];
            codec.encode(samples, 0, samples.length, octets, 0);
            encoded.octets.put(codec, octets);
            encoded.signalToNoise.put(codec, signalToNoise(samples, codec, octets));
        }
        return encoded;
    }

    /** Payload octets; not to be changed. */
    Map<Codec, byte[]> octets() {
        return octets;
    }

    /** In decibels. */
    Map<Codec, Double> signalToNoise() {
        return signalToNoise;
    }

    private static double signalToNoise(short[] samples, Codec codec, byte[] octets) {
        short[] decoded = new short[samples.length];
        codec.decode(octets, 0, octets.length, decoded, 0);
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < samples.length; i++) {
            double difference = samples[i] - decoded[i];
            signal += (double) samples[i] * samples[i];
            noise += difference * difference;
        }
        return signal == 0 || noise == 0 ? LOSSLESS_DECIBELS : 10 * Math.log10(signal / noise);
    }
}
