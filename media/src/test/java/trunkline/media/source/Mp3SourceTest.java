package trunkline.media.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.media.Fixtures;
import trunkline.media.Tone;

class Mp3SourceTest {

    private static final int TONE_SAMPLES = 2000; // a quarter of a second each

    @TempDir
    Path directory;

    /** The delay is the encoder's and decoder's, to the nearest 8 kHz sample: 0 where the file says what it is. */
    @ParameterizedTest
    @CsvSource({
        "speech-8000-1.mp3, 8000, 1, 0",
        "speech-11025-1.mp3, 11025, 1, 802",
        "speech-12000-1.mp3, 12000, 1, 737",
        "speech-16000-1.mp3, 16000, 1, 552",
        "speech-22050-1.mp3, 22050, 1, 401",
        "speech-22050-2.mp3, 22050, 2, 0",
        "speech-24000-1.mp3, 24000, 1, 368",
        "speech-32000-1.mp3, 32000, 1, 0",
        "speech-44100-1.mp3, 44100, 1, 0",
        "speech-44100-2.mp3, 44100, 2, 0",
        "speech-48000-1.mp3, 48000, 1, 184",
    })
    void decodesEveryKindOfMp3ToTheSpeechThatWasEncoded(String name, int rate, int channels, int delay)
            throws IOException, URISyntaxException {
        var outcome = AudioFiles.read(Fixtures.path(name), SourceLimits.DEFAULT);
        assertThat(outcome.isDecoded()).isTrue();
        assertThat(outcome.format().sampleRate()).isEqualTo(rate);
        assertThat(outcome.format().channels()).isEqualTo(channels);
        assertThat(outcome.samples()).hasSize((int) outcome.format().samples());
        float[] speech = Fixtures.wavSamples("speech-8k.wav");
        assertThat(correlation(to8k(outcome), delay, speech)).isGreaterThan(0.93);
    }

    @Test
    void keepsTonesOfTheTelephoneBandAndLosesTheRest() throws IOException, URISyntaxException {
        float[] tones = to8k(AudioFiles.read(Fixtures.path("tones-44100.mp3"), SourceLimits.DEFAULT));
        double[] hertz = {300, 1000, 2000, 3000, 3400};
        for (int i = 0; i < hertz.length; i++) {
            int from = i * TONE_SAMPLES + 500;
            var tone = new Tone(hertz[i], 8000);
            assertThat(tone.sinad(tones, from, from + 1000))
                    .as("%.0f Hz", hertz[i])
                    .isGreaterThan(68);
            assertThat(Tone.decibels(tone.amplitude(tones, from, from + 1000) / 0.5))
                    .as("%.0f Hz", hertz[i])
                    .isBetween(-0.6, 0.2);
        }
        for (int i = 5; i < 8; i++) {
            int from = i * TONE_SAMPLES + 500;
            assertThat(Tone.decibels(Tone.rms(tones, from, from + 1000) / 0.35)).isLessThan(-70);
        }
    }

    @Test
    void knowsTheLengthThatTheEncoderWroteDown() throws IOException, URISyntaxException {
        var outcome = AudioFiles.read(Fixtures.path("speech-44100-1.mp3"), SourceLimits.DEFAULT);
        // the WAV it was made from
        assertThat(outcome.format().samples()).isEqualTo(122_934);
        assertThat(outcome.format().duration().toMillis()).isEqualTo(2787);
    }

    @Test
    void passesOverTagsOfAnySizeAtEitherEnd() throws IOException {
        byte[] audio = Fixtures.octets("speech-16000-1.mp3");
        var plain = AudioFiles.read(directory, audio);
        byte[] id3v2 = new byte[10 + 3_000_000];
        System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 1, 0x37, 0x0D, 0x40}, 0, id3v2, 0, 10);
        byte[] ape = new byte[64];
        System.arraycopy("APETAGEX".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, ape, 32, 8);
        ape[44] = 64;
        byte[] id3v1 = new byte[128];
        System.arraycopy(new byte[] {'T', 'A', 'G'}, 0, id3v1, 0, 3);
        var tagged = AudioFiles.read(directory, join(id3v2, audio, ape, id3v1));
        assertThat(tagged.isDecoded()).isTrue();
        assertThat(tagged.samples()).isEqualTo(plain.samples());
    }

    @Test
    void passesOverJunkBeforeTheFirstFrameAndZerosAfterTheLast() throws IOException {
        byte[] audio = Fixtures.octets("speech-16000-1.mp3");
        byte[] junk = "not a frame \u00ff\u00fb but it looks so".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        var outcome = AudioFiles.read(directory, join(junk, audio, new byte[5000]));
        assertThat(outcome.isDecoded()).isTrue();
        assertThat(outcome.samples()).hasSize(46_080);
    }

    @Test
    void playsFilesThatWereJoinedWithTheirTags() throws IOException {
        byte[] audio = Fixtures.octets("speech-22050-2.mp3"); // ends with an ID3v1 tag
        assertThat(AudioFiles.read(directory, join(audio, audio)).isDecoded()).isTrue();
    }

    @Test
    void leavesOutFirstFramesThatLackTheBitsOfEarlierOnes() throws IOException {
        byte[] audio = Fixtures.octets("speech-44100-1.mp3");
        byte[] tail = Arrays.copyOfRange(audio, 20_480, audio.length);
        var outcome = AudioFiles.read(directory, tail);
        assertThat(outcome.isDecoded()).isTrue();
        assertThat(outcome.samples().length).isBetween(55_000, 75_000);
    }

    private static float[] to8k(AudioFiles.Outcome outcome) {
        Resampler resampler = requireNonNull(Resampler.between(outcome.format().sampleRate(), 8000));
        float[] out = new float[resampler.outputMax(outcome.samples().length) + resampler.outputMax(0)];
        int given = resampler.process(outcome.samples(), outcome.samples().length, out);
        float[] rest = new float[resampler.outputMax(0)];
        int more = resampler.finish(rest);
        System.arraycopy(rest, 0, out, given, more);
        return Arrays.copyOf(out, given + more);
    }

    /** Of {@code samples} from {@code delay} on with {@code reference}, both taken as they are in time. */
    private static double correlation(float[] samples, int delay, float[] reference) {
        double product = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < reference.length && i + delay < samples.length; i++) {
            product += (double) samples[i + delay] * reference[i];
            a += (double) samples[i + delay] * samples[i + delay];
            b += (double) reference[i] * reference[i];
        }
        return product / Math.sqrt(a * b);
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int offset = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, offset, part.length);
            offset += part.length;
        }
        return all;
    }
}
