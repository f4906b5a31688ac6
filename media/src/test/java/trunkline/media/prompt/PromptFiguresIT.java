package trunkline.media.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.media.Programs;
import trunkline.media.codec.Codec;
import trunkline.media.source.RefusedException;

/** What prompts sound like, computed: tones by LAME, speech by espeak-ng. The figures stand in {@code docs/audio.md}. */
class PromptFiguresIT {

    @TempDir
    Path directory;

    @BeforeEach
    void havePrograms() {
        Programs.require("lame", "ffmpeg", "espeak-ng", "sox");
    }

    /** An MP3 has noise of its own, which LAME put there: more than that is ours. */
    @ParameterizedTest
    @ValueSource(ints = {8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000})
    void tonesComeOutOfAnMp3AsCleanAsTheyAreInIt(int rate) throws IOException, InterruptedException, RefusedException {
        List<ToneFigures.Measured> measured = ToneFigures.measure(directory, rate);
        for (ToneFigures.Measured tone : measured) {
            if (tone.hertz() <= 3400) {
                assertThat(tone.narrow().sinad())
                        .as("SINAD of %.0f Hz at 8 kHz", tone.hertz())
                        .isGreaterThan(Math.min(75, tone.inTheMp3().sinad() - 0.5));
                assertThat(tone.wide().sinad())
                        .as("SINAD of %.0f Hz at 16 kHz", tone.hertz())
                        .isGreaterThan(Math.min(75, tone.inTheMp3().sinad() - 0.5));
                assertThat(tone.narrow().level() - tone.inTheMp3().level())
                        .as("level of %.0f Hz", tone.hertz())
                        .isBetween(-0.1, 0.1);
            } else if (tone.hertz() >= 4200) {
                assertThat(tone.narrow().energy())
                        .as("alias of %.0f Hz at 8 kHz", tone.hertz())
                        .isLessThan(-70);
            }
            if (tone.hertz() >= 8400) {
                assertThat(tone.wide().energy())
                        .as("alias of %.0f Hz at 16 kHz", tone.hertz())
                        .isLessThan(-70);
            }
        }
        assertThat(measured).hasSizeGreaterThan(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000})
    void speechOfAnMp3Of128KilobitsIsWithin33DecibelsOfTheIdealInALaw(int rate)
            throws IOException, InterruptedException {
        Prompt prompt = speech(rate, "128");
        assertThat(SpeechFigures.segmentalSignalToNoise(prompt, Codec.PCMA, ideal(8000)))
                .isGreaterThan(33);
        assertThat(SpeechFigures.segmentalSignalToNoise(prompt, Codec.PCMU, ideal(8000)))
                .isGreaterThan(33);
    }

    @Test
    void wideBandSpeechKeepsWhatG722Keeps() throws IOException, InterruptedException {
        Prompt prompt = speech(44_100, "128");
        assertThat(SpeechFigures.segmentalSignalToNoise(prompt, Codec.G722, ideal(16_000)))
                .isGreaterThan(15);
    }

    private Prompt speech(int rate, String kilobits) throws IOException, InterruptedException {
        Path script = Path.of("bench", "speech.sh").toAbsolutePath();
        Programs.run(directory, script.toString(), String.valueOf(rate), kilobits);
        return SpeechFigures.prompt(directory.resolve("speech.mp3"), directory.resolve("speech.prompt"));
    }

    /** The speech as sox brings it to this rate, which no MP3 has seen. */
    private float[] ideal(int rate) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("ideal-" + rate + ".f32")))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[octets.remaining() / Float.BYTES];
        octets.asFloatBuffer().get(samples);
        return samples;
    }
}
