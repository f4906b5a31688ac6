package trunkline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trunkline.media.Tone;

/** That both ends stay in step, and what comes out is what went in; {@code G722InteropIT} asks a decoder of others. */
class G722Test {

    @Test
    void theDecoderKnowsAfterEachOctetExactlyWhatTheEncoderKnows() {
        for (short[] samples : signals()) {
            var encoder = new G722Encoder();
            var decoder = new G722Decoder();
            byte[] octet = new byte[1];
            short[] heard = new short[2];
            for (int i = 0; i < samples.length; i += 2) {
                encoder.encode(samples, i, 2, octet, 0);
                decoder.decode(octet, 0, 1, heard, 0);
                assertThat(decoder.lower.step()).isEqualTo(encoder.lower.step());
                assertThat(decoder.lower.prediction()).isEqualTo(encoder.lower.prediction());
                assertThat(decoder.higher.step()).isEqualTo(encoder.higher.step());
                assertThat(decoder.higher.prediction()).isEqualTo(encoder.higher.prediction());
            }
        }
    }

    @Test
    void keepsTonesOfBothBandsClean() {
        for (double hertz : new double[] {300, 1000, 3000}) {
            assertThat(sinad(hertz, 0.25)).as("%.0f Hz", hertz).isGreaterThan(30);
        }
        for (double hertz : new double[] {5000, 6500}) {
            assertThat(sinad(hertz, 0.25)).as("%.0f Hz", hertz).isGreaterThan(8); // two bits
        }
    }

    @Test
    void isBehindByItsDelayAndNoMore() {
        short[] in = new short[2000];
        var random = new Random(5);
        double last = 0;
        for (int i = 0; i < in.length; i++) {
            last = 0.9 * last + random.nextGaussian();
            in[i] = (short) (1500 * last);
        }
        short[] out = decode(encode(in));
        int best = 0;
        double bestProduct = 0;
        for (int delay = 0; delay < 60; delay++) {
            double product = 0;
            for (int i = 100; i < 1900; i++) {
                product += (double) in[i] * out[i + delay];
            }
            if (product > bestProduct) {
                bestProduct = product;
                best = delay;
            }
        }
        assertThat(best).isEqualTo(Codec.G722.delaySamples());
    }

    @Test
    void givesTheSameHoweverTheSamplesAreCut() {
        short[] in = signals()[0];
        byte[] whole = encode(in);
        byte[] parts = new byte[in.length / 2];
        Codec.Encoder encoder = Codec.G722.encoder();
        for (int i = 0; i < in.length; i += 2) {
            assertThat(encoder.encode(in, i, 2, parts, i / 2)).isEqualTo(1);
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void survivesAnyOctets() {
        byte[] octets = new byte[100_000];
        new Random(1).nextBytes(octets);
        assertThat(decode(octets)).hasSize(200_000);
        Arrays.fill(octets, (byte) 0x20);
        assertThat(decode(octets)).hasSize(200_000);
    }

    private static double sinad(double hertz, double amplitude) {
        var tone = new Tone(hertz, 16_000);
        short[] heard = decode(encode(tone.shorts(amplitude, 0.5)));
        float[] samples = new float[heard.length];
        for (int i = 0; i < heard.length; i++) {
            samples[i] = heard[i] / 32_768f;
        }
        return tone.sinad(samples, 2000, 8000);
    }

    /** A tone in each band, noise up to full scale, and steps from one end to the other. */
    static short[][] signals() {
        var random = new Random(7);
        short[] noise = new short[16_000];
        short[] steps = new short[16_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) random.nextInt();
            steps[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        return new short[][] {
            new Tone(440, 16_000).shorts(0.3, 1), new Tone(6100, 16_000).shorts(0.9, 1), noise, steps, new short[1600]
        };
    }

    static byte[] encode(short[] samples) {
        byte[] octets = new byte[samples.length / 2];
        Codec.G722.encoder().encode(samples, 0, samples.length, octets, 0);
        return octets;
    }

    static short[] decode(byte[] octets) {
        short[] samples = new short[2 * octets.length];
        Codec.G722.decoder().decode(octets, 0, octets.length, samples, 0);
        return samples;
    }
}
