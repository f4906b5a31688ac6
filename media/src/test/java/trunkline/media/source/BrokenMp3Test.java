package trunkline.media.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.Fixtures;
import trunkline.media.source.Refusal.Cause;

/** Files that must be refused, each with its position and reason, or decoded whole; within time and memory. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BrokenMp3Test {

    private static final int MUTATIONS = 300;

    @TempDir
    Path directory;

    private byte[] audio = new byte[0];

    @BeforeEach
    void loadSpeech() throws IOException {
        audio = Fixtures.octets("speech-44100-1.mp3"); // 418 octets a frame, 128 kbit/s
    }

    @Test
    void refusesAFileCutInTheMiddleOfAFrame() throws IOException {
        Refusal refusal = refusal(Arrays.copyOf(audio, 20_000));
        assertThat(refusal.cause()).isEqualTo(Cause.BROKEN);
        assertThat(refusal.octet()).isBetween(19_500L, 20_000L);
        assertThat(refusal.reason())
                .matches("octet 19\\d+, after 0:01\\.\\d+ of audio: the last frame is cut: \\d+ of 41[78] octets");
    }

    @Test
    void refusesAFileThatEndsBeforeTheEncoderSaidIfEvenBetweenTwoFrames() throws IOException {
        int cut = frameAfter(20_000);
        Refusal refusal = refusal(Arrays.copyOf(audio, cut));
        assertThat(refusal.cause()).isEqualTo(Cause.BROKEN);
        assertThat(refusal.reason()).contains("the file ends, 108 frames were promised, 47 are there");
    }

    @Test
    void refusesGarbageInTheMiddle() throws IOException {
        byte[] garbled = audio.clone();
        Arrays.fill(garbled, 20_000, 21_000, (byte) 0x55);
        Refusal refusal = refusal(garbled);
        assertThat(refusal.cause()).isEqualTo(Cause.BROKEN);
        assertThat(refusal.octet()).isBetween(20_000L, 20_420L);
        assertThat(refusal.reason()).contains("no MPEG frame follows");
    }

    @Test
    void refusesAStreamThatChangesItsSampleRate() throws IOException {
        byte[] cut = Arrays.copyOf(audio, frameAfter(10_000));
        byte[] both = Arrays.copyOf(cut, cut.length + 11_520);
        System.arraycopy(Fixtures.octets("speech-16000-1.mp3"), 0, both, cut.length, 11_520);
        assertThat(refusal(both).reason()).contains("changes from 44100 Hz, 1 channels to 16000 Hz, 1 channels");
    }

    @Test
    void refusesATagThatSaysItIs256MegabytesLong() throws IOException {
        byte[] lying = new byte[5000];
        System.arraycopy(new byte[] {'I', 'D', '3', 3, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F}, 0, lying, 0, 10);
        Refusal refusal = refusal(lying);
        assertThat(refusal.cause()).isEqualTo(Cause.BROKEN);
        assertThat(refusal.reason())
                .isEqualTo("octet 0: a tag of 268435465 octets goes beyond the end of the file of 5000");
    }

    @Test
    void refusesFreeFormat() throws IOException {
        byte[] free = new byte[4000];
        for (int i = 0; i < free.length; i += 500) {
            System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xFB, 0x00, (byte) 0xC0}, 0, free, i, 4);
        }
        assertThat(refusal(free).cause()).isEqualTo(Cause.UNSUPPORTED);
    }

    @Test
    void refusesWhatIsNoSoundFileWhateverItsName() throws IOException {
        Path named = Files.writeString(directory.resolve("greeting.mp3"), "To be, or not to be\n".repeat(10_000));
        assertThat(AudioFiles.read(named, SourceLimits.DEFAULT).refusal().cause())
                .isEqualTo(Cause.UNKNOWN_TYPE);
        assertThat(refusal(new byte[0]).cause()).isEqualTo(Cause.EMPTY);
        assertThat(refusal(new byte[1]).cause()).isEqualTo(Cause.UNKNOWN_TYPE);
        assertThat(refusal(new byte[1_000_000]).cause()).isEqualTo(Cause.UNKNOWN_TYPE);
        byte[] ones = new byte[1_000_000];
        Arrays.fill(ones, (byte) 0xFF);
        assertThat(refusal(ones).cause()).isEqualTo(Cause.UNKNOWN_TYPE);
        byte[] ogg = "OggS".getBytes(StandardCharsets.US_ASCII);
        assertThat(refusal(ogg).reason()).isEqualTo("an Ogg file: send MP3 or WAV");
    }

    @Test
    void refusesWhatIsNotARegularFile() throws IOException {
        assertThat(AudioFiles.read(directory, SourceLimits.DEFAULT).refusal().cause())
                .isEqualTo(Cause.UNREADABLE);
        assertThat(AudioFiles.read(directory.resolve("absent"), SourceLimits.DEFAULT)
                        .refusal()
                        .cause())
                .isEqualTo(Cause.UNREADABLE);
    }

    @Test
    void refusesMoreOctetsThanAllowed() throws IOException {
        Path file = Files.write(directory.resolve("upload"), audio);
        var limits = new SourceLimits(40_000, Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 20);
        Refusal refusal = AudioFiles.read(file, limits).refusal();
        assertThat(refusal.cause()).isEqualTo(Cause.TOO_LARGE);
        assertThat(refusal.reason()).isEqualTo("file of 45556 octets: must be at most 40000");
    }

    @Test
    void refusesMoreAudioThanAllowedBeforeDecodingAnyOfIt() throws IOException {
        Path file = Files.write(directory.resolve("upload"), audio);
        var limits = new SourceLimits(1 << 20, Duration.ofSeconds(2), Duration.ofMinutes(1), 1 << 20);
        Refusal refusal = AudioFiles.read(file, limits).refusal();
        assertThat(refusal.cause()).isEqualTo(Cause.TOO_LONG);
        assertThat(refusal.reason()).isEqualTo("more than 2 s of audio");
    }

    @Test
    void stopsDecodingWhenItTakesTooLong() throws IOException, RefusedException {
        Path file = Files.write(directory.resolve("upload"), audio);
        var clock = new AtomicLong();
        Refusal refusal = null;
        try (AudioSource source = AudioSource.open(file, SourceLimits.DEFAULT, clock::get)) {
            float[] block = new float[source.blockSamples()];
            source.read(block);
            clock.set(SourceLimits.DEFAULT.decoding().toNanos() + 1);
            source.read(block);
        } catch (RefusedException e) {
            refusal = e.refusal();
        }
        assertThat(refusal).isNotNull();
        assertThat(refusal.cause()).isEqualTo(Cause.TOO_SLOW);
    }

    /** Four hours of the smallest frames, of two bit rates in turn, in 17 MB, and no header that says how many. */
    @Test
    void refusesEndlessFramesOfVariableBitRateBeforeDecodingAnyOfThem() throws IOException {
        byte[] endless = new byte[200_000 * (72 + 144) / 2];
        for (int at = 0, frame = 0; at < endless.length; at += 72 << (frame & 1), frame++) {
            byte[] header = {(byte) 0xFF, (byte) 0xE3, (byte) ((frame & 1) == 0 ? 0x18 : 0x28), (byte) 0xC0};
            System.arraycopy(header, 0, endless, at, header.length);
        }
        Refusal refusal = refusal(endless);
        assertThat(refusal.cause()).isEqualTo(Cause.TOO_LONG);
        assertThat(refusal.octet()).isLessThan(endless.length / 4);
    }

    @Test
    void refusesAHeaderThatPromisesFramesForAYear() throws IOException {
        byte[] promising = audio.clone();
        int name = new String(promising, StandardCharsets.ISO_8859_1).indexOf("Info");
        Arrays.fill(promising, name + 8, name + 12, (byte) 0x7F); // behind the name and the flags
        Refusal refusal = refusal(promising);
        assertThat(refusal.cause()).isEqualTo(Cause.BROKEN);
        assertThat(refusal.reason()).contains("2139062143 frames were promised");
    }

    @Test
    void decodesOrRefusesHundredsOfMutatedFilesWithinTimeAndMemory() throws IOException {
        var files = new MutatedMp3s(directory);
        for (int seed = 0; seed < MUTATIONS; seed++) {
            files.read(seed);
        }
        assertThat(files.decoded()).isPositive();
        assertThat(files.refused()).isPositive();
    }

    private Refusal refusal(byte[] octets) throws IOException {
        return AudioFiles.read(directory, octets).refusal();
    }

    /** Where the first frame at or after {@code position} begins. */
    private int frameAfter(int position) {
        int frame = 0;
        while (frame < position) {
            int padding = audio[frame + 2] >> 1 & 1;
            frame += 417 + padding;
        }
        return frame;
    }
}
