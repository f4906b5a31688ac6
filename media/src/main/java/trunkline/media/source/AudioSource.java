package trunkline.media.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import trunkline.media.source.Refusal.Cause;

/**
 * A whole and decodable voice file, read as one channel at its own rate.
 *
 * <p>Confined to one thread, which closes it.
 */
public sealed interface AudioSource extends Closeable permits Mp3Source, WavSource {

    /** What the file is and holds. */
    SourceFormat format();

    /** Most samples that one {@link #read} gives. */
    int blockSamples();

    /**
     * Reads the next samples, −1 to 1, channels mixed; −1 at the end, else at least one.
     *
     * @param out takes {@link #blockSamples} at most, from index 0
     */
    int read(float[] out) throws RefusedException;

    @Override
    void close() throws IOException;

    /**
     * Opens a file, and checks all of its structure.
     *
     * @param nanoClock for {@link SourceLimits#decoding}, which begins now
     */
    static AudioSource open(Path file, SourceLimits limits, LongSupplier nanoClock) throws RefusedException {
        var deadline = new Deadline(limits.decoding(), nanoClock);
        FileOctets octets = FileOctets.open(file, limits);
        try {
            return open(octets, limits, deadline);
        } catch (RefusedException e) {
            try (octets) {
                throw e;
            } catch (IOException closing) {
                e.addSuppressed(closing);
                throw e;
            }
        }
    }

    private static AudioSource open(FileOctets octets, SourceLimits limits, Deadline deadline) throws RefusedException {
        return switch (FileType.of(octets)) {
            case WAV -> WavSource.open(octets, limits, deadline);
            case MP3 -> Mp3Source.open(octets, limits, deadline);
            case EMPTY -> throw new RefusedException(Cause.EMPTY, 0, "the file is empty");
            case OGG -> throw unknown("an Ogg file");
            case FLAC -> throw unknown("a FLAC file");
            case MP4 -> throw unknown("an MP4 or M4A file");
            case AIFF -> throw unknown("an AIFF file");
        };
    }

    private static RefusedException unknown(String what) {
        return new RefusedException(Cause.UNKNOWN_TYPE, 0, what + ": send MP3 or WAV");
    }
}
