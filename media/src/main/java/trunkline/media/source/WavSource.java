package trunkline.media.source;

import java.io.IOException;
import trunkline.media.source.Refusal.Cause;

/** A WAV file: its samples are read as they stand. */
final class WavSource implements AudioSource {

    private static final int BLOCK_SAMPLES = 2048;

    private final FileOctets octets;
    private final WavChunks chunks;
    private final SourceFormat format;
    private final Deadline deadline;
    private final byte[] block;
    private long next;

    private WavSource(FileOctets octets, WavChunks chunks, Deadline deadline) {
        this.octets = octets;
        this.chunks = chunks;
        this.deadline = deadline;
        this.format = new SourceFormat(
                chunks.name(), chunks.sampleRate(), chunks.pcm().channels(), chunks.samples());
        this.block = new byte[BLOCK_SAMPLES * chunks.pcm().octetsPerSample()];
    }

    static WavSource open(FileOctets octets, SourceLimits limits, Deadline deadline) throws RefusedException {
        WavChunks chunks = WavChunks.read(octets);
        if (chunks.samples() == 0) {
            throw new RefusedException(Cause.EMPTY, chunks.dataStart(), "a WAV without samples");
        }
        if (chunks.samples() * 1000 / Math.max(chunks.sampleRate(), 1)
                > limits.audio().toMillis()) {
            throw new RefusedException(
                    Cause.TOO_LONG,
                    chunks.dataStart(),
                    "more than " + limits.audio().toSeconds() + " s of audio");
        }
        return new WavSource(octets, chunks, deadline);
    }

    @Override
    public SourceFormat format() {
        return format;
    }

    @Override
    public int blockSamples() {
        return BLOCK_SAMPLES;
    }

    @Override
    public int read(float[] out) throws RefusedException {
        int samples = (int) Math.min(BLOCK_SAMPLES, chunks.samples() - next);
        if (samples == 0) {
            return -1;
        }
        int octetsPerSample = chunks.pcm().octetsPerSample();
        long position = chunks.dataStart() + next * octetsPerSample;
        deadline.check(position);
        int wanted = samples * octetsPerSample;
        int filled = 0;
        while (filled < wanted) {
            filled += octets.read(position + filled, block, filled, wanted - filled);
        }
        chunks.pcm().mix(block, samples, out);
        next += samples;
        return samples;
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }
}
