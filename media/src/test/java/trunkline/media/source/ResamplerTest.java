package trunkline.media.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.media.Tone;

/** What prompts need: SINAD 75 dB from 300 to 3,000 Hz, 3,400 Hz within 1 dB, 70 dB against what is above 4,200 Hz.
 * Beyond that, so that speech stays as clear as 8 kHz can be: 3,400 Hz within 0.05 dB. */
class ResamplerTest {

    private static final double SECONDS = 0.3;

    @ParameterizedTest
    @ValueSource(ints = {11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000})
    void keepsTheTelephoneBandCleanAndLetsNothingElseIn(int from) {
        for (double hertz : new double[] {300, 500, 1000, 1700, 2400, 3000}) {
            float[] out = resample(hertz, from, 8000);
            assertThat(sinad(hertz, out, 8000)).as("%.0f Hz", hertz).isGreaterThan(75);
            assertThat(level(hertz, out, 8000)).as("%.0f Hz", hertz).isBetween(-0.05, 0.05);
        }
        assertThat(level(3400, resample(3400, from, 8000), 8000)).isBetween(-0.05, 0.05);
        for (double hertz = 4200; hertz < from / 2.0; hertz *= 1.17) {
            assertThat(energy(resample(hertz, from, 8000))).as("%.0f Hz", hertz).isLessThan(-70);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 12_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000})
    void doesTheSameForWideBand(int from) {
        for (double hertz : new double[] {300, 1000, 3000}) {
            float[] out = resample(hertz, from, 16_000);
            assertThat(sinad(hertz, out, 16_000)).as("%.0f Hz", hertz).isGreaterThan(75);
        }
        for (double hertz = 8400; hertz < from / 2.0; hertz *= 1.17) {
            assertThat(energy(resample(hertz, from, 16_000)))
                    .as("%.0f Hz", hertz)
                    .isLessThan(-70);
        }
    }

    @Test
    void leavesWhatIsAtTheRateAlreadyUntouched() {
        float[] in = new Tone(3900, 8000).samples(0.9, SECONDS);
        assertThat(run(in, 8000, 8000, in.length)).isEqualTo(in);
    }

    @Test
    void keepsItsOutputInTimeWithItsInput() {
        float[] in = new float[44_100];
        in[22_050] = 1;
        float[] out = run(in, 44_100, 8000, 1152);
        assertThat(out).hasSize(8000);
        int loudest = 0;
        for (int i = 0; i < out.length; i++) {
            loudest = Math.abs(out[i]) > Math.abs(out[loudest]) ? i : loudest;
        }
        assertThat(loudest).isEqualTo(4000);
    }

    @Test
    void givesTheSameHoweverTheInputIsCut() {
        var random = new Random(3);
        float[] in = new float[30_000];
        for (int i = 0; i < in.length; i++) {
            in[i] = random.nextFloat() - 0.5f;
        }
        float[] whole = run(in, 44_100, 8000, in.length);
        for (int block : new int[] {1, 7, 576, 5000}) {
            assertThat(run(in, 44_100, 8000, block)).isEqualTo(whole);
        }
    }

    @Test
    void givesAsManySamplesAsLastAsLong() {
        for (int length : new int[] {0, 1, 441, 442, 44_100}) {
            assertThat(run(new float[length], 44_100, 8000, 100)).hasSize((length * 80 + 440) / 441);
        }
    }

    @Test
    void takesNoRateThatWouldNeedAnEndlessFilter() {
        assertThat(Resampler.between(44_101, 8000)).isNull();
        assertThat(Resampler.between(1, 8000)).isNull();
        assertThat(Resampler.between(384_000, 8000)).isNull();
        assertThat(Resampler.between(37_800, 8000)).isNotNull();
    }

    private static float[] resample(double hertz, int from, int to) {
        return run(new Tone(hertz, from).samples(0.5, SECONDS), from, to, 1152);
    }

    private static float[] run(float[] in, int from, int to, int block) {
        Resampler resampler = requireNonNull(Resampler.between(from, to));
        float[] all = new float[resampler.outputMax(in.length)];
        float[] out = new float[resampler.outputMax(block)];
        int filled = 0;
        for (int start = 0; start < in.length; start += block) {
            int count = Math.min(block, in.length - start);
            int given = resampler.process(Arrays.copyOfRange(in, start, start + count), count, out);
            System.arraycopy(out, 0, all, filled, given);
            filled += given;
        }
        int given = resampler.finish(out);
        System.arraycopy(out, 0, all, filled, given);
        return Arrays.copyOf(all, filled + given);
    }

    /** Away from the ends, where the tone begins and stops. */
    private static double sinad(double hertz, float[] out, int rate) {
        return new Tone(hertz, rate).sinad(out, out.length / 8, out.length * 7 / 8);
    }

    private static double level(double hertz, float[] out, int rate) {
        return Tone.decibels(new Tone(hertz, rate).amplitude(out, out.length / 8, out.length * 7 / 8) / 0.5);
    }

    private static double energy(float[] out) {
        return Tone.decibels(Tone.rms(out, out.length / 8, out.length * 7 / 8) / (0.5 / Math.sqrt(2)));
    }
}
