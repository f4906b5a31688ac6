package trunkline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.Programs;

/** G.722 beside ffmpeg's, which comes from other hands: bit for bit, in both directions. */
class G722InteropIT {

    @TempDir
    Path directory;

    @BeforeEach
    void haveFfmpeg() {
        Programs.require("ffmpeg");
    }

    @Test
    void ffmpegDecodesWhatWeEncodeAsWeDo() throws IOException, InterruptedException {
        for (short[] samples : G722Test.signals()) {
            byte[] octets = G722Test.encode(samples);
            assertThat(ffmpegDecodes(octets)).isEqualTo(G722Test.decode(octets));
        }
    }

    @Test
    void ffmpegDecodesAnyOctetsAsWeDo() throws IOException, InterruptedException {
        byte[] octets = new byte[200_000];
        new Random(3).nextBytes(octets);
        assertThat(ffmpegDecodes(octets)).isEqualTo(G722Test.decode(octets));
    }

    @Test
    void ffmpegEncodesAsWeDo() throws IOException, InterruptedException {
        for (short[] samples : G722Test.signals()) {
            ByteBuffer raw = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
            raw.asShortBuffer().put(samples);
            Files.write(directory.resolve("in.raw"), raw.array());
            Programs.run(
                    directory,
                    "ffmpeg",
                    "-y",
                    "-f",
                    "s16le",
                    "-ar",
                    "16000",
                    "-ac",
                    "1",
                    "-i",
                    "in.raw",
                    "-c:a",
                    "g722",
                    "-trellis",
                    "0",
                    "-f",
                    "g722",
                    "out.g722");
            byte[] theirs = Files.readAllBytes(directory.resolve("out.g722"));
            assertThat(theirs).startsWith(G722Test.encode(samples));
        }
    }

    private short[] ffmpegDecodes(byte[] octets) throws IOException, InterruptedException {
        Files.write(directory.resolve("in.g722"), octets);
        Programs.run(directory, "ffmpeg", "-y", "-f", "g722", "-i", "in.g722", "-f", "s16le", "out.raw");
        ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("out.raw")))
                .order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[raw.limit() / 2];
        raw.asShortBuffer().get(samples);
        return samples;
    }
}
