package trunkline.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trunkline.media.Fixtures;
import trunkline.media.codec.Codec;

/** Keys as tones, after ITU-T Q.24: what must be found, and what must not. Levels in 16-bit amplitude of each tone. */
class ToneDetectorTest {

    private static final int RATE = 8000;

    @Test
    void findsEveryKeyOnceLoudOrSoftAndThroughEitherLaw() {
        for (int amplitude : new int[] {12_000, 4000, 600}) {
            for (Codec codec : new Codec[] {Codec.PCMA, Codec.PCMU}) {
                var heard = new StringBuilder();
                var detector = new ToneDetector();
                for (Key key : Key.values()) {
                    feed(detector, coded(tones(key, 1, amplitude, amplitude, 0.08), codec), heard);
                    feed(detector, new short[640], heard);
                }
                assertThat(heard).as("%d %s", amplitude, codec).hasToString("0123456789*#ABCD");
            }
        }
    }

    @Test
    void findsAKeyOf40MillisecondsWhereverItBegins() {
        for (int offset = 0; offset < 102; offset += 7) {
            var heard = new StringBuilder();
            var detector = new ToneDetector();
            feed(detector, new short[offset], heard);
            feed(detector, tones(Key.DIGIT_8, 1, 4000, 4000, 0.04), heard);
            feed(detector, new short[400], heard);
            assertThat(heard).as("offset %d", offset).hasToString("8");
        }
    }

    @Test
    void findsTwoPressesOfOneKeyWithAShortPause() {
        var heard = new StringBuilder();
        var detector = new ToneDetector();
        for (int i = 0; i < 3; i++) {
            feed(detector, tones(Key.DIGIT_4, 1, 3000, 3000, 0.06), heard);
            feed(detector, new short[400], heard);
        }
        assertThat(heard).hasToString("444");
    }

    @Test
    void takesTonesThatAreALittleOffAndUnevenAndInNoise() {
        assertThat(hear(tones(Key.DIGIT_6, 1.015, 4000, 4000, 0.1))).isEqualTo("6");
        assertThat(hear(tones(Key.DIGIT_6, 0.985, 4000, 4000, 0.1))).isEqualTo("6");
        assertThat(hear(tones(Key.DIGIT_6, 1, 5000, 2300, 0.1))).isEqualTo("6"); // row 6.7 dB above column
        assertThat(hear(tones(Key.DIGIT_6, 1, 3000, 4500, 0.1))).isEqualTo("6"); // column 3.5 dB above row
        short[] noisy = tones(Key.DIGIT_6, 1, 4000, 4000, 0.1);
        var random = new Random(2);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (short) (random.nextGaussian() * 800); // 14 dB below
        }
        assertThat(hear(noisy)).isEqualTo("6");
    }

    @Test
    void takesNeitherShortNorSingleNorVeryUnevenTonesForKeys() {
        assertThat(hear(tones(Key.DIGIT_6, 1, 4000, 4000, 0.015))).isEmpty();
        assertThat(hear(tones(Key.DIGIT_6, 1, 4000, 0, 0.2))).isEmpty();
        assertThat(hear(tones(Key.DIGIT_6, 1, 0, 4000, 0.2))).isEmpty();
        assertThat(hear(tones(Key.DIGIT_6, 1, 8000, 800, 0.2))).isEmpty();
        assertThat(hear(tones(Key.DIGIT_6, 1, 60, 60, 0.2))).isEmpty();
    }

    @Test
    void findsNoKeysInSpeechNorInNoise() throws IOException {
        float[] speech = Fixtures.wavSamples("speech-8k.wav");
        short[] samples = new short[speech.length];
        for (double gain : new double[] {0.3, 1, 1.9}) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) Math.max(-32_768, Math.min(32_767, 32_768 * gain * speech[i]));
            }
            assertThat(hear(samples)).as("gain %.1f", gain).isEmpty();
        }
        var random = new Random(3);
        short[] noise = new short[60 * RATE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 4000);
        }
        assertThat(hear(noise)).isEmpty();
    }

    private static String hear(short[] samples) {
        var heard = new StringBuilder();
        var detector = new ToneDetector();
        feed(detector, samples, heard);
        feed(detector, new short[800], heard);
        return heard.toString();
    }

    private static void feed(ToneDetector detector, short[] samples, StringBuilder heard) {
        for (int from = 0; from < samples.length; from += 160) {
            Key key = detector.onSamples(samples, from, Math.min(160, samples.length - from));
            if (key != null) {
                heard.append(key.symbol());
            }
        }
    }

    private static short[] tones(Key key, double off, int row, int column, double seconds) {
        short[] samples = new short[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (row * Math.sin(2 * Math.PI * off * key.rowHertz() * i / RATE)
                    + column * Math.sin(2 * Math.PI * off * key.columnHertz() * i / RATE));
        }
        return samples;
    }

    private static short[] coded(short[] samples, Codec codec) {
        byte[] octets = new byte[samples.length];
        codec.encoder().encode(samples, 0, samples.length, octets, 0);
        short[] decoded = new short[samples.length];
        codec.decoder().decode(octets, 0, octets.length, decoded, 0);
        return decoded;
    }
}
