package trunkline.media.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import trunkline.media.codec.WavOctets;

/** Writes a WAV under another name first, so that nobody opens half of it. */
final class WavFile {

    private WavFile() {}

    static void write(Path target, short[] samples, int sampleRate) throws IOException {
        Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "heard", ".part");
        try {
            Files.write(part, WavOctets.of(samples, sampleRate));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
