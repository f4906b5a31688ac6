package trunkline.media.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads whole files through {@link AudioSource}, for the tests beside it. */
final class AudioFiles {

    private AudioFiles() {}

    /** What reading a file to its end gave: its samples, or why not. */
    static final class Outcome {
        private final @Nullable SourceFormat format;
        private final float[] samples;
        private final @Nullable Refusal refusal;

        private Outcome(@Nullable SourceFormat format, float[] samples, @Nullable Refusal refusal) {
            this.format = format;
            this.samples = samples;
            this.refusal = refusal;
        }

        boolean isDecoded() {
            return refusal == null;
        }

        SourceFormat format() {
            if (format == null) {
                throw new AssertionError("refused: " + refusal);
            }
            return format;
        }

        float[] samples() {
            return samples;
        }

        Refusal refusal() {
            if (refusal == null) {
                throw new AssertionError("decoded: " + format);
            }
            return refusal;
        }
    }

    static Outcome read(Path file, SourceLimits limits) throws IOException {
        try (AudioSource source = AudioSource.open(file, limits, System::nanoTime)) {
            float[] samples = new float[(int) source.format().samples()];
            float[] block = new float[source.blockSamples()];
            int filled = 0;
            for (int count = source.read(block); count > 0; count = source.read(block)) {
                System.arraycopy(block, 0, samples, filled, count);
                filled += count;
            }
            return new Outcome(source.format(), Arrays.copyOf(samples, filled), null);
        } catch (RefusedException e) {
            return new Outcome(null, new float[0], e.refusal());
        }
    }

    static Outcome read(Path directory, byte[] octets) throws IOException {
        return read(Files.write(directory.resolve("upload"), octets), SourceLimits.DEFAULT);
    }
}
