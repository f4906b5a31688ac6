package trunkline.media.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.Fixtures;
import trunkline.media.codec.Codec;
import trunkline.media.source.Refusal.Cause;

class WavSourceTest {

    private static final int PCM = 1;
    private static final int FLOAT = 3;

    @TempDir
    Path directory;

    @Test
    void readsPcmOf8To32Bits() throws IOException {
        assertThat(samples(PCM, 8, "00 40 80 c0 ff")).containsExactly(-1f, -0.5f, 0f, 0.5f, 127 / 128f);
        assertThat(samples(PCM, 16, "0080 0000 0040 ff7f")).containsExactly(-1f, 0f, 0.5f, 32767 / 32768f);
        assertThat(samples(PCM, 24, "000080 ffffff 000040")).containsExactly(-1f, -1 / 8388608f, 0.5f);
        assertThat(samples(PCM, 32, "00000080 00000040")).containsExactly(-1f, 0.5f);
    }

    @Test
    void readsFloatsAndTakesNonsenseInThemAsSilenceOrFullScale() throws IOException {
        assertThat(samples(FLOAT, 32, "0000003f 000080bf 0000c07f 0000c842")).containsExactly(0.5f, -1f, 0f, 1f);
        assertThat(samples(FLOAT, 64, "000000000000d03f")).containsExactly(0.25f);
    }

    @Test
    void readsBothLaws() throws IOException {
        short[] all = new short[256];
        byte[] octets = new byte[256];
        for (int i = 0; i < 256; i++) {
            octets[i] = (byte) i;
        }
        for (Codec codec : new Codec[] {Codec.PCMU, Codec.PCMA}) {
            codec.decoder().decode(octets, 0, 256, all, 0);
            int format = codec == Codec.PCMA ? 6 : 7;
            float[] samples =
                    read(Fixtures.wav(format, 1, 8000, 8, octets, 256)).samples();
            for (int i = 0; i < 256; i++) {
                assertThat(samples[i]).isEqualTo(all[i] / 32768f);
            }
        }
    }

    @Test
    void mixesAllChannels() throws IOException {
        var outcome = read(Fixtures.wav16(4, 48_000, new short[] {16384, 0, -16384, 8192, 4096, 4096, 4096, 4096}));
        assertThat(outcome.samples()).containsExactly(0.0625f, 0.125f);
        assertThat(outcome.format()).isEqualTo(new SourceFormat("WAV PCM 16", 48_000, 4, 2));
    }

    @Test
    void readsTheExtensibleHeaderAndPassesOverOtherChunks() throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(92).put(ascii("WAVE"));
        wav.put(ascii("LIST")).putInt(3).put(new byte[4]); // odd, so one octet of padding
        wav.put(ascii("fmt "))
                .putInt(40)
                .putShort((short) 0xFFFE)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000);
        wav.putShort((short) 2)
                .putShort((short) 16)
                .putShort((short) 22)
                .putShort((short) 16)
                .putInt(4);
        wav.putShort((short) PCM).put(HexFormat.of().parseHex("000000001000800000aa00389b71"));
        wav.put(ascii("data")).putInt(4).putShort((short) 1).putShort((short) 2).put(ascii("LIST"));
        assertThat(read(wav.array()).samples()).containsExactly(1 / 32768f, 2 / 32768f);
    }

    @Test
    void readsToTheEndWhatAPipedProgramCouldNotMeasure() throws IOException {
        assertThat(read(Fixtures.wav(PCM, 1, 8000, 16, new byte[2000], -1)).samples())
                .hasSize(1000);
        assertThat(read(Fixtures.wav(PCM, 1, 8000, 16, new byte[2000], 0x7FFF_FFFF - 36))
                        .samples())
                .hasSize(1000);
    }

    @Test
    void refusesAFileThatEndsBeforeItsHeaderSays() throws IOException {
        Refusal refusal =
                read(Fixtures.wav(PCM, 1, 8000, 16, new byte[2000], 4000)).refusal();
        assertThat(refusal.cause()).isEqualTo(Cause.BROKEN);
        assertThat(refusal.octet()).isEqualTo(2044);
        assertThat(refusal.reason())
                .isEqualTo("octet 2044: the file ends, 4000 octets of samples were promised, 2000 are there");
    }

    @Test
    void refusesHeadersThatMakeNoSense() throws IOException {
        byte[] data = new byte[100];
        assertThat(cause(Fixtures.wav(PCM, 0, 8000, 16, data, 100))).isEqualTo(Cause.UNSUPPORTED);
        assertThat(cause(Fixtures.wav(PCM, 9, 8000, 16, data, 100))).isEqualTo(Cause.UNSUPPORTED);
        assertThat(cause(Fixtures.wav(PCM, 1, 8000, 12, data, 100))).isEqualTo(Cause.BROKEN);
        assertThat(cause(Fixtures.wav(2, 1, 8000, 16, data, 100))).isEqualTo(Cause.UNSUPPORTED);
        assertThat(cause(Fixtures.wav(0x55, 1, 8000, 16, data, 100))).isEqualTo(Cause.UNSUPPORTED);
        assertThat(cause(Fixtures.wav(PCM, 1, 8000, 16, new byte[0], 0))).isEqualTo(Cause.EMPTY);
        assertThat(cause(Arrays.copyOf(Fixtures.wav(PCM, 1, 8000, 16, data, 100), 30)))
                .isEqualTo(Cause.BROKEN);
        assertThat(cause(ascii("RIFF"))).isEqualTo(Cause.UNSUPPORTED);
    }

    @Test
    void refusesOneSampleASecondForTheHourThatItWouldPlay() throws IOException {
        assertThat(cause(Fixtures.wav(PCM, 1, 1, 16, new byte[7200], 7200))).isEqualTo(Cause.TOO_LONG);
        assertThat(cause(Fixtures.wav(PCM, 1, 0, 16, new byte[7200], 7200))).isEqualTo(Cause.TOO_LONG);
    }

    @Test
    void decodesOrRefusesMutatedFiles() throws IOException, URISyntaxException {
        byte[] speech = Fixtures.octets("speech-8k.wav");
        int decoded = 0;
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            byte[] mutated = speech.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                mutated[random.nextInt(48)] = (byte) random.nextInt();
            }
            decoded += read(mutated).isDecoded() ? 1 : 0;
        }
        assertThat(decoded).isBetween(10, 490);
    }

    private float[] samples(int format, int bits, String hex) throws IOException {
        byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
        return read(Fixtures.wav(format, 1, 8000, bits, data, data.length)).samples();
    }

    private Cause cause(byte[] octets) throws IOException {
        return read(octets).refusal().cause();
    }

    private AudioFiles.Outcome read(byte[] octets) throws IOException {
        return AudioFiles.read(directory, octets);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
