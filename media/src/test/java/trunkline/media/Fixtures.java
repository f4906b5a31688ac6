package trunkline.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;

/** The sound files beside the tests, and files made in them. */
public final class Fixtures {

    private static final int WAV_HEADER = 44;

    private Fixtures() {}

    public static Path path(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(Fixtures.class.getResource("/fixtures/" + name))
                .toURI());
    }

    public static byte[] octets(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/fixtures/" + name))) {
            return in.readAllBytes();
        }
    }

    /** The samples of a 16-bit mono WAV without further chunks. */
    public static float[] wavSamples(String name) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(octets(name)).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[(octets.limit() - WAV_HEADER) / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = octets.getShort(WAV_HEADER + 2 * i) / 32_768f;
        }
        return samples;
    }

    /** A WAV around {@code data}; {@code dataSize} is what its header says of it. */
    public static byte[] wav(int format, int channels, int rate, int bits, byte[] data, int dataSize) {
        ByteBuffer out = ByteBuffer.allocate(WAV_HEADER + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'R', 'I', 'F', 'F'}).putInt(36 + dataSize).put(new byte[] {'W', 'A', 'V', 'E'});
        out.put(new byte[] {'f', 'm', 't', ' '})
                .putInt(16)
                .putShort((short) format)
                .putShort((short) channels);
        int align = channels * bits / 8;
        out.putInt(rate).putInt(rate * align).putShort((short) align).putShort((short) bits);
        return out.put(new byte[] {'d', 'a', 't', 'a'})
                .putInt(dataSize)
                .put(data)
                .array();
    }

    public static byte[] wav16(int channels, int rate, short[] samples) {
        ByteBuffer data = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(samples);
        return wav(1, channels, rate, 16, data.array(), 2 * samples.length);
    }
}
