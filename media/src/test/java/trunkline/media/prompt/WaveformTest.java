package trunkline.media.prompt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import trunkline.media.Tone;
import trunkline.media.codec.Codec;

class WaveformTest {

    @Test
    void drawsLoudAndSoftPartsWhereTheyAre() {
        short[] samples = Arrays.copyOf(new Tone(400, 8000).shorts(0.5, 1), 16_000); // a second of tone, one of silence
        String svg = Waveform.svg(requireNonNull(Prompt.ofSamples(samples).audio(Codec.PCMA)));
        assertThat(svg)
                .startsWith("<svg ")
                .contains("<title>2.0 s</title>")
                .contains("M1 19.")
                .contains("M599 39.");
        assertThat(Pattern.compile("M[0-9]").matcher(svg).results()).hasSize(Waveform.COLUMNS);
        assertThat(svg.length()).isLessThan(8_000);
    }

    @Test
    void drawsEvenTheShortestPrompt() {
        assertThat(Waveform.svg(requireNonNull(Prompt.ofSamples(new short[1]).audio(Codec.PCMA))))
                .contains("M1 39.7V40.3");
    }
}
