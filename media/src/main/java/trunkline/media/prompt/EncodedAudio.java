package trunkline.media.prompt;

import java.util.EnumMap;
import java.util.Map;
import trunkline.media.codec.Codec;

/**
 * A recording in every codec that prompts are kept in, and what was lost by it.
 *
 * <p>Behind its end each run of octets goes on with as much encoded silence as the longest packet holds, so that a last
 * packet is filled up by copying, in any codec.
 */
final class EncodedAudio {

    /** The signal-to-noise ratio of what coding did not change at all, such as silence. */
    private static final double LOSSLESS_DECIBELS = 100;

    private static final int BLOCK_MILLIS = 100;

    private final Map<Codec, byte[]> octets = new EnumMap<>(Codec.class);
    private final Map<Codec, Double> signalToNoise = new EnumMap<>(Codec.class);

    private EncodedAudio() {}

    static EncodedAudio of(Bands bands) {
        var encoded = new EncodedAudio();
        for (Codec codec : Codec.values()) {
            Pcm samples = bands.at(codec.sampleRate());
            byte[] octets = encode(samples, codec);
            encoded.octets.put(codec, octets);
            encoded.signalToNoise.put(codec, signalToNoise(samples, codec, octets));
        }
        return encoded;
    }

    /** Payload octets and silence; not to be changed. */
    Map<Codec, byte[]> octets() {
        return octets;
    }

    /** In decibels. */
    Map<Codec, Double> signalToNoise() {
        return signalToNoise;
    }

    private static byte[] encode(Pcm samples, Codec codec) {
        int samplesPerMilli = codec.sampleRate() / 1000;
        int millis = (samples.length() + samplesPerMilli - 1) / samplesPerMilli + PromptAudio.SILENCE_MILLIS;
        byte[] octets = new byte[millis * codec.octetsPerMilli()];
        short[] block = new short[BLOCK_MILLIS * samplesPerMilli];
        Codec.Encoder encoder = codec.encoder();
        int offset = 0;
        for (int done = 0; done < millis; done += BLOCK_MILLIS) {
            int count = Math.min(BLOCK_MILLIS, millis - done) * samplesPerMilli;
            samples.copy(done * samplesPerMilli, count, block);
            offset += encoder.encode(block, 0, count, octets, offset);
        }
        return octets;
    }

    private static double signalToNoise(Pcm samples, Codec codec, byte[] octets) {
        short[] block = new short[BLOCK_MILLIS * codec.sampleRate() / 1000];
        int blockOctets = BLOCK_MILLIS * codec.octetsPerMilli();
        Codec.Decoder decoder = codec.decoder();
        double signal = 0;
        double noise = 0;
        int index = -codec.delaySamples();
        for (int done = 0; done < octets.length; done += blockOctets) {
            int count = decoder.decode(octets, done, Math.min(blockOctets, octets.length - done), block, 0);
            for (int i = 0; i < count; i++, index++) {
                double sample = samples.at(index);
                double difference = index < 0 || index >= samples.length() ? 0 : sample - block[i];
                signal += sample * sample;
                noise += difference * difference;
            }
        }
        return signal == 0 || noise == 0 ? LOSSLESS_DECIBELS : 10 * Math.log10(signal / noise);
    }
}
