package trunkline.media.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a WAV: one channel, 16 bits. Under another name first, so that nobody opens half of it. */
final class WavFile {

    private static final int HEADER = 44;

    private WavFile() {}

    static void write(Path target, short[] samples, int sampleRate) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(HEADER + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(HEADER - 8 + 2 * samples.length).put(ascii("WAVEfmt "));
        out.putInt(16).putShort((short) 1).putShort((short) 1);
        out.putInt(sampleRate).putInt(2 * sampleRate).putShort((short) 2).putShort((short) 16);
        out.put(ascii("data")).putInt(2 * samples.length);
        out.asShortBuffer().put(samples);
        Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "heard", ".part");
        try {
            Files.write(part, out.array());
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
