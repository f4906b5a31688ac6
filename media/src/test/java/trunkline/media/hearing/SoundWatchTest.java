package trunkline.media.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.media.Fixtures;
import trunkline.media.codec.Codec;

/** Speech by espeak-ng and tones, each through A-law and over a line that is not quite silent. */
class SoundWatchTest {

    private static final int RATE = SoundWatch.SAMPLE_RATE;
    private static final int PACKET = RATE / 50;

    private record Heard(HeardSound sound, int millis) {}

    @Test
    void hearsAVoiceWithinAThirdOfASecondAndALongOneOnce() throws IOException {
        short[] speech = speech();
        short[] line = join(silence(1000), speech, speech, speech);

        List<Heard> heard = hear(line);

        assertThat(heard).extracting(Heard::sound).containsExactly(HeardSound.VOICE, HeardSound.LONG_VOICE);
        assertThat(heard.get(0).millis()).isBetween(1100, 1400);
    }

    @Test
    void doesNotTakeAHelloForAMachine() throws IOException {
        assertThat(hear(join(silence(500), Arrays.copyOf(speech(), RATE * 9 / 10), silence(5000))))
                .extracting(Heard::sound)
                .containsExactly(HeardSound.VOICE);
    }

    @Test
    void takesNoRingingBusyOrDialToneForAVoiceNorForABeep() {
        int[][] tones = {{425}, {440, 480}, {400, 450}, {480, 620}, {350, 440}, {400}};
        for (int[] hertz : tones) {
            short[] cadence = join(tone(1000, 0.2, hertz), silence(1000));
            assertThat(hear(join(cadence, cadence, cadence, tone(500, 0.02, hertz), silence(500))))
                    .as(Arrays.toString(hertz))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 1000, 1400, 2000})
    void hearsTheBeepOfAMachineWhenItIsOver(int hertz) throws IOException {
        short[] line = join(speech(), silence(300), tone(400, 0.15, hertz), silence(1000));

        List<Heard> heard = hear(line);

        assertThat(heard).extracting(Heard::sound).contains(HeardSound.BEEP);
        int over = 1000 * speech().length / RATE + 300 + 400;
        Heard beep = heard.get(heard.size() - 1);
        assertThat(beep.millis()).isBetween(over + 180, over + 300);
    }

    @Test
    void takesNeitherAShortNorAnEndlessNorASlidingToneForABeep() {
        assertThat(hear(join(tone(80, 0.15, 1000), silence(1000)))).isEmpty();
        assertThat(hear(join(tone(4000, 0.15, 1000), silence(1000)))).isEmpty();
        short[] sliding = new short[RATE / 2];
        double phase = 0;
        for (int i = 0; i < sliding.length; i++) {
            phase += 2 * Math.PI * (700 + 1200.0 * i / sliding.length) / RATE;
            sliding[i] = (short) (5000 * Math.sin(phase));
        }
        assertThat(hear(join(sliding, silence(1000)))).isEmpty();
    }

    @Test
    void hearsNothingInSilenceAndInFaintNoise() {
        assertThat(hear(silence(10_000))).isEmpty();
    }

    /** What is heard and when, in packets of 20 ms of A-law. */
    private static List<Heard> hear(short[] line) {
        SoundWatch watch = new SoundWatch();
        Codec.Encoder encoder = Codec.PCMA.encoder();
        Codec.Decoder decoder = Codec.PCMA.decoder();
        byte[] octets = new byte[PACKET];
        short[] samples = new short[PACKET];
        List<Heard> heard = new ArrayList<>();
        for (int at = 0; at + PACKET <= line.length; at += PACKET) {
            encoder.encode(line, at, PACKET, octets, 0);
            decoder.decode(octets, 0, PACKET, samples, 0);
            HeardSound sound = watch.onSamples(samples, 0, PACKET);
            if (sound != null) {
                heard.add(new Heard(sound, 1000 * (at + PACKET) / RATE));
            }
        }
        return heard;
    }

    private static short[] speech() throws IOException {
        float[] read = Fixtures.wavSamples("speech-8k.wav");
        short[] samples = new short[read.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (read[i] * Short.MAX_VALUE);
        }
        return samples;
    }

    /** A line's own noise, at about −60 dBm0. */
    private static short[] silence(int millis) {
        Random random = new Random(millis);
        short[] samples = new short[RATE * millis / 1000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 16);
        }
        return samples;
    }

    private static short[] tone(int millis, double amplitude, int... hertz) {
        short[] samples = silence(millis);
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int one : hertz) {
                sum += Math.sin(2 * Math.PI * one * i / RATE);
            }
            samples[i] += (short) (Short.MAX_VALUE * amplitude / hertz.length * sum);
        }
        return samples;
    }

    private static short[] join(short[]... parts) {
        short[] all =
                new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
