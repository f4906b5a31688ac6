package trunkline.media.prompt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.Fixtures;
import trunkline.media.Tone;
import trunkline.media.codec.Codec;
import trunkline.media.source.Refusal;
import trunkline.media.source.SourceFormat;
import trunkline.media.source.SourceLimits;

class PromptMakerTest {

    @TempDir
    Path directory;

    @Test
    void bringsSpeechToTheTelephonesLevelAndSaysSo() throws IOException, URISyntaxException {
        PromptReport report =
                made(Fixtures.path("speech-44100-1.mp3"), LevelSettings.DEFAULT).report();
        assertThat(report.source()).isEqualTo(new SourceFormat("MP3", 44_100, 1, 122_934));
        assertThat(report.levelBeforeDbm0()).isCloseTo(-24.0, within(0.1));
        assertThat(report.levelAfterDbm0()).isCloseTo(-19.0, within(0.1));
        assertThat(report.gainDecibels()).isCloseTo(5.0, within(0.1));
        assertThat(report.limitedSamples()).isZero();
        assertThat(report.clippedSamples()).isZero();
        assertThat(report.trimmedAfter()).isBetween(Duration.ofMillis(150), Duration.ofMillis(250));
        assertThat(report.duration().plus(report.trimmedBefore()).plus(report.trimmedAfter()))
                .isEqualTo(Duration.ofNanos(22_301 * 125_000L));
        assertThat(report.signalToNoise().get(Codec.PCMA)).isGreaterThan(36.0);
        assertThat(report.signalToNoise().get(Codec.PCMU)).isGreaterThan(36.0);
    }

    /** 37 dB is what A-law alone leaves. */
    @Test
    void keepsSpeechOfAnMp3Within33DecibelsOfTheIdeal() throws IOException, URISyntaxException {
        Prompt prompt = made(Fixtures.path("speech-44100-1.mp3"), LevelSettings.UNCHANGED);
        float[] ideal = Fixtures.wavSamples("speech-8k.wav");
        assertThat(SpeechFigures.segmentalSignalToNoise(prompt, Codec.PCMA, ideal))
                .isGreaterThan(33);
    }

    @Test
    void keepsTheLevelWithinADecibelHoweverSoftOrLoudTheFileIs() throws IOException {
        float[] speech = Fixtures.wavSamples("speech-8k.wav");
        for (double gain : new double[] {0.05, 0.2, 1, 2, 2.5}) {
            short[] samples = new short[speech.length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) Math.max(-32_768, Math.min(32_767, Math.round(32_768 * gain * speech[i])));
            }
            Prompt prompt = made(wav(8000, samples), LevelSettings.DEFAULT);
            assertThat(prompt.report().levelAfterDbm0()).as("gain %.2f", gain).isCloseTo(-19, within(1.0));
            for (short sample : decode(prompt, Codec.PCMA)) {
                assertThat(Math.abs((int) sample)).isLessThan(30_000);
            }
        }
    }

    @Test
    void limitsPeaksThatTheTelephonesLevelHasNoRoomFor() throws IOException {
        short[] clicks = new Tone(700, 8000).shorts(0.01, 3);
        for (int i = 0; i < clicks.length; i += 1000) {
            clicks[i] = 20_000;
        }
        Prompt prompt = made(wav(8000, clicks), LevelSettings.DEFAULT);
        assertThat(prompt.report().limitedSamples()).isPositive();
        for (short sample : decode(prompt, Codec.PCMU)) {
            assertThat(Math.abs((int) sample)).isLessThan(30_000);
        }
    }

    @Test
    void leavesTheSamplesAloneIfToldSo() throws IOException {
        short[] samples = new Tone(440, 8000).shorts(1.0, 0.5);
        Prompt prompt = made(wav(8000, samples), LevelSettings.UNCHANGED);
        byte[] expected = new byte[samples.length];
        Codec.PCMU.encoder().encode(samples, 0, samples.length, expected, 0);
        assertThat(octets(prompt, Codec.PCMU)).isEqualTo(expected);
        assertThat(prompt.duration()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void countsWhatWasCutOffAtFullScaleBeforeItCame() throws IOException {
        short[] samples = new Tone(100, 8000).shorts(1.0, 1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.max(-32_768, Math.min(32_767, 2 * samples[i]));
        }
        assertThat(made(wav(8000, samples), LevelSettings.DEFAULT).report().clippedSamples())
                .isBetween(4000L, 6000L);
    }

    @Test
    void makesAPromptOfSilenceToo() throws IOException {
        Prompt prompt = made(wav(8000, new short[800]), LevelSettings.DEFAULT);
        assertThat(prompt.report().levelBeforeDbm0()).isEqualTo(-100);
        assertThat(prompt.duration()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void refusesABrokenFileAndLeavesWhatHadTheNameBefore() throws IOException, URISyntaxException {
        Path target = directory.resolve("greeting.prompt");
        make(Fixtures.path("speech-8k.wav"), target, LevelSettings.DEFAULT);
        byte[] before = Files.readAllBytes(target);
        Path broken = Files.write(directory.resolve("broken"), new byte[5000]);
        PromptResult result = make(broken, target, LevelSettings.DEFAULT);
        assertThat(result).isInstanceOfSatisfying(PromptResult.Refused.class, refused -> assertThat(
                        refused.refusal().cause())
                .isEqualTo(Refusal.Cause.UNKNOWN_TYPE));
        assertThat(Files.readAllBytes(target)).isEqualTo(before);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(target, broken);
        }
    }

    @Test
    void refusesRatesThatCannotBeResampledWithTheRule() throws IOException {
        assertThat(refusal(wav(44_101, new short[44_101])))
                .startsWith("44101 samples per second: must be 8000 to 192000");
        assertThat(refusal(wav(4000, new short[4000]))).startsWith("4000 samples per second");
    }

    @Test
    void refusesMoreSamplesThanMemoryWasGiven() throws IOException {
        var limits = new SourceLimits(1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1), 10_000);
        var maker = new PromptMaker(limits, LevelSettings.DEFAULT, System::nanoTime);
        PromptResult result = maker.make(wav(8000, new short[8000]), directory.resolve("p"), PromptMaker.Progress.NONE);
        assertThat(result)
                .isEqualTo(new PromptResult.Refused(new Refusal(
                        Refusal.Cause.TOO_MUCH_MEMORY, 0, "128000 octets of samples: must be at most 10000")));
    }

    @Test
    void saysHowFarItIs() throws IOException, URISyntaxException {
        List<Long> done = new ArrayList<>();
        new PromptMaker(SourceLimits.DEFAULT, LevelSettings.DEFAULT, System::nanoTime)
                .make(Fixtures.path("speech-8k.wav"), directory.resolve("p"), (now, total) -> {
                    done.add(now);
                    assertThat(total).isEqualTo(22_301);
                });
        assertThat(done).isSorted().endsWith(22_301L).hasSizeGreaterThan(5);
    }

    @Test
    void doesNotDisturbThoseWhoPlayAnOlderPromptOfTheName() throws IOException, URISyntaxException {
        Path target = directory.resolve("greeting.prompt");
        make(Fixtures.path("speech-8k.wav"), target, LevelSettings.DEFAULT);
        Prompt older = Prompt.open(target);
        byte[] before = octets(older, Codec.PCMA);
        make(wav(8000, new Tone(440, 8000).shorts(0.5, 1)), target, LevelSettings.DEFAULT);
        assertThat(octets(Prompt.open(target), Codec.PCMA)).isNotEqualTo(before);
        assertThat(octets(older, Codec.PCMA)).isEqualTo(before);
        Files.delete(target);
        assertThat(octets(older, Codec.PCMA)).isEqualTo(before);
    }

    @Test
    void opensWhatItKeptWithItsReport() throws IOException, URISyntaxException {
        Path target = directory.resolve("greeting.prompt");
        PromptResult result = make(Fixtures.path("speech-22050-2.mp3"), target, LevelSettings.DEFAULT);
        var made = (PromptResult.Made) result;
        assertThat(Prompt.open(target).report()).isEqualTo(made.prompt().report());
    }

    @Test
    void findsEveryDamageToAKeptPrompt() throws IOException {
        Path target = directory.resolve("greeting.prompt");
        make(wav(8000, new short[400]), target, LevelSettings.UNCHANGED);
        byte[] kept = Files.readAllBytes(target);
        for (int i = 0; i < kept.length; i += 7) {
            byte[] damaged = kept.clone();
            damaged[i] ^= 0x10;
            Path file = Files.write(directory.resolve("damaged"), damaged);
            assertThatIOException().as("octet %d", i).isThrownBy(() -> Prompt.open(file));
        }
        Path cut = Files.write(directory.resolve("cut"), java.util.Arrays.copyOf(kept, 15));
        assertThatIOException().isThrownBy(() -> Prompt.open(cut)).withMessageContaining("not a prompt, by its size");
    }

    @Test
    void fillsTheLastPacketWithSilenceInEveryCodec() {
        short[] tone = new Tone(700, 8000).shorts(0.5, 0.025);
        Prompt prompt = Prompt.ofSamples(tone);
        for (Codec codec : Codec.values()) {
            PromptAudio audio = requireNonNull(prompt.audio(codec));
            assertThat(audio.micros()).isEqualTo(25_000);
            ByteBuffer packets = ByteBuffer.allocate(2 + audio.octets(80));
            audio.copy(0, 20, packets, 2);
            audio.copy(20, 60, packets, 2 + audio.octets(20));
            assertThat(packets.getShort(0)).isZero();
            short[] heard = new short[80 * codec.sampleRate() / 1000];
            codec.decoder().decode(packets.array(), 2, audio.octets(80), heard, 0);
            int loudest = 0;
            for (int i = 30 * codec.sampleRate() / 1000; i < heard.length; i++) {
                loudest = Math.max(loudest, Math.abs(heard[i]));
            }
            assertThat(loudest).as("%s", codec).isLessThan(100);
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LevelSettings(true, 3, 30, true, Duration.ZERO, Duration.ZERO))
                .withMessage("'targetDbm0' is '3.0': must be -40 to -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceLimits(0, Duration.ofMinutes(1), Duration.ofMinutes(1), 1))
                .withMessage("'octets' is '0': must be positive");
    }

    private Path wav(int rate, short[] samples) throws IOException {
        return Files.write(directory.resolve("upload.wav"), Fixtures.wav16(1, rate, samples));
    }

    private Prompt made(Path file, LevelSettings level) throws IOException {
        return ((PromptResult.Made) make(file, directory.resolve("made.prompt"), level)).prompt();
    }

    private String refusal(Path file) throws IOException {
        PromptResult result = make(file, directory.resolve("p"), LevelSettings.DEFAULT);
        return ((PromptResult.Refused) result).refusal().reason();
    }

    private static PromptResult make(Path file, Path target, LevelSettings level) throws IOException {
        return new PromptMaker(SourceLimits.DEFAULT, level, System::nanoTime)
                .make(file, target, PromptMaker.Progress.NONE);
    }

    private static byte[] octets(Prompt prompt, Codec codec) {
        PromptAudio audio = requireNonNull(prompt.audio(codec));
        int millis = (int) (audio.micros() / 1000);
        ByteBuffer all = ByteBuffer.allocate(audio.octets(millis));
        audio.copy(0, millis, all, 0);
        return all.array();
    }

    private static short[] decode(Prompt prompt, Codec codec) {
        return requireNonNull(prompt.audio(codec)).decode();
    }
}
