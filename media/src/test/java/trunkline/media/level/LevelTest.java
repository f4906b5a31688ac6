package trunkline.media.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trunkline.media.Fixtures;
import trunkline.media.Tone;

class LevelTest {

    private static final int RATE = 8000;

    @Test
    void measuresASteadyToneAtItsRms() {
        double amplitude = 2600 / 32768.0 * Math.sqrt(2); // −19 dBm0
        float[] tone = new Tone(1000, RATE).samples(amplitude, 5);
        SpeechLevel level = SpeechLevel.measure(tone, all(tone), RATE);
        assertThat(level.dbm0()).isCloseTo(-19, within(0.1));
        assertThat(level.activity()).isCloseTo(1, within(0.02));
    }

    @Test
    void leavesPausesOutOfTheLevel() {
        float[] tone = new Tone(1000, RATE).samples(0.1, 2);
        float[] withPause = Arrays.copyOf(tone, 5 * tone.length);
        double alone = SpeechLevel.measure(tone, all(tone), RATE).dbm0();
        SpeechLevel level = SpeechLevel.measure(withPause, all(withPause), RATE);
        assertThat(level.dbm0()).isCloseTo(alone, within(0.7)); // 200 ms after the tone count as active
        assertThat(level.activity()).isCloseTo(0.2, within(0.04));
    }

    @Test
    void doesNotHearWhatATelephoneDoesNotCarry() {
        float[] hum = new Tone(50, RATE).samples(0.1, 3);
        float[] voice = new Tone(1000, RATE).samples(0.1, 3);
        double difference = SpeechLevel.measure(voice, all(voice), RATE).dbm0()
                - SpeechLevel.measure(hum, all(hum), RATE).dbm0();
        assertThat(difference).isGreaterThan(30); // second order: 12 dB an octave from 300 Hz
    }

    @Test
    void halvesItsCutoffFrequency() {
        var highPass = new HighPass(RATE);
        float[] tone = new Tone(300, RATE).samples(1, 1);
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) highPass.next(tone[i]);
        }
        assertThat(Tone.decibels(new Tone(300, RATE).amplitude(tone, 4000, 8000)))
                .isCloseTo(-3.01, within(0.02));
    }

    @Test
    void knowsSilence() {
        float[] silence = new float[RATE];
        SpeechLevel level = SpeechLevel.measure(silence, all(silence), RATE);
        assertThat(level).isEqualTo(new SpeechLevel(SpeechLevel.SILENCE, 0));
        assertThat(level.gainTo(-19)).isEqualTo(1);
        assertThat(SpeechBounds.find(silence, RATE, level, 0, 0)).isEqualTo(all(silence));
    }

    @Test
    void followsTheLoudnessOfSpeechDecibelForDecibel() throws IOException {
        float[] speech = Fixtures.wavSamples("speech-8k.wav");
        double asIs = SpeechLevel.measure(speech, all(speech), RATE).dbm0();
        for (int decibels = 3; decibels <= 24; decibels += 3) {
            float[] softer = speech.clone();
            for (int i = 0; i < softer.length; i++) {
                softer[i] *= (float) Math.pow(10, -decibels / 20.0);
            }
            assertThat(SpeechLevel.measure(softer, all(softer), RATE).dbm0()).isCloseTo(asIs - decibels, within(0.05));
        }
    }

    @Test
    void findsWhereTheSoundBeginsAndEnds() {
        float[] padded = new float[3 * RATE];
        System.arraycopy(new Tone(800, RATE).samples(0.2, 1), 0, padded, RATE, RATE);
        SpeechLevel level = SpeechLevel.measure(padded, all(padded), RATE);
        SpeechBounds bounds = SpeechBounds.find(padded, RATE, level, 800, 1600);
        assertThat(bounds.from()).isBetween(RATE - 900, RATE - 800);
        assertThat(bounds.to()).isBetween(2 * RATE + 1600, 2 * RATE + 1700);
    }

    @Test
    void appliesAGainExactlyWhereNothingNeedsLimiting() {
        float[] tone = new Tone(1000, RATE).samples(0.1, 1);
        float[] louder = tone.clone();
        assertThat(Limiter.apply(louder, all(louder), 4, 0.9, RATE)).isZero();
        for (int i = 0; i < tone.length; i++) {
            assertThat(louder[i]).isEqualTo(tone[i] * 4);
        }
    }

    @Test
    void letsNoSampleBeyondTheCeilingWhateverTheGain() {
        var random = new Random(9);
        float[] noise = new float[20_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (random.nextGaussian() * 0.2);
        }
        long limited = Limiter.apply(noise, all(noise), 5, 0.9, RATE);
        assertThat(limited).isPositive();
        for (float sample : noise) {
            assertThat(Math.abs(sample)).isLessThanOrEqualTo(0.9f + 1e-6f);
        }
    }

    @Test
    void lowersAPeakWithoutAStepAndOnlyAroundIt() {
        float[] samples = new float[RATE];
        Arrays.fill(samples, 0.1f);
        samples[4000] = 1;
        float[] limited = samples.clone();
        Limiter.apply(limited, all(limited), 2, 0.9, RATE);
        assertThat(limited[4000]).isCloseTo(0.9f, within(1e-6f));
        for (int i = 1; i < limited.length; i++) {
            if (i != 4000 && i != 4001) {
                assertThat(Math.abs(limited[i] - limited[i - 1])).isLessThan(0.003f);
            }
        }
        assertThat(limited[3900]).isEqualTo(0.2f);
        assertThat(limited[4100]).isEqualTo(0.2f);
    }

    @Test
    void keepsTheLeastOfAWindow() {
        var random = new Random(2);
        var least = new SlidingLeast(7);
        double[] values = random.doubles(500).toArray();
        for (int i = 0; i < values.length; i++) {
            double expected =
                    Arrays.stream(values, Math.max(0, i - 6), i + 1).min().orElseThrow();
            assertThat(least.next(values[i])).isEqualTo(expected);
        }
    }

    private static SpeechBounds all(float[] samples) {
        return new SpeechBounds(0, samples.length);
    }
}
