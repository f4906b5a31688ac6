package trunkline.media.prompt;

import org.jspecify.annotations.Nullable;
import trunkline.media.source.AudioSource;
import trunkline.media.source.Refusal.Cause;
import trunkline.media.source.RefusedException;
import trunkline.media.source.Resampler;
import trunkline.media.source.SourceFormat;
import trunkline.media.source.SourceLimits;

/** A file's samples at {@link Prompt#SAMPLE_RATE}, as loud as they were sent; the owner of the array may change it. */
final class DecodedAudio {

    /** Samples of full scale in a row that are taken as cut off. */
    private static final int CLIPPED_RUN = 3;

    private static final float FULL_SCALE = 0.999f;

    /** A float here; then 16 bits, those once more decoded, and an octet in each of two codecs. */
    private static final int OCTETS_PER_SAMPLE = 10;

    private final SourceFormat source;
    private final float[] samples;
    private int filled;
    private int fullScaleRun;
    private long clipped;

    private DecodedAudio(SourceFormat source, int length) {
        this.source = source;
        this.samples = new float[length];
    }

    static DecodedAudio read(AudioSource source, SourceLimits limits, PromptMaker.Progress progress)
            throws RefusedException {
        SourceFormat format = source.format();
        @Nullable Resampler resampler = Resampler.between(format.sampleRate(), Prompt.SAMPLE_RATE);
        if (resampler == null) {
            throw new RefusedException(
                    Cause.UNSUPPORTED, 0, format.sampleRate() + " samples per second: " + Resampler.rule());
        }
        long length = ceilingDivide(format.samples() * Prompt.SAMPLE_RATE, format.sampleRate());
        long memoryOctets = length * OCTETS_PER_SAMPLE;
        if (memoryOctets > limits.memoryOctets()) {
            throw new RefusedException(
                    Cause.TOO_MUCH_MEMORY,
                    0,
                    memoryOctets + " octets of samples: must be at most " + limits.memoryOctets());
        }
        var decoded = new DecodedAudio(format, (int) length);
        decoded.readAll(source, resampler, progress);
        return decoded;
    }

    SourceFormat source() {
        return source;
    }

    float[] samples() {
        return samples;
    }

    long clipped() {
        return clipped;
    }

    private void readAll(AudioSource from, Resampler resampler, PromptMaker.Progress progress) throws RefusedException {
        float[] in = new float[from.blockSamples()];
        float[] out = new float[resampler.outputMax(in.length)];
        long done = 0;
        for (int count = from.read(in); count > 0; count = from.read(in)) {
            countClipped(in, count);
            add(out, resampler.process(in, count, out));
            done += count;
            progress.onProgress(done, source.samples());
        }
        add(out, resampler.finish(out));
    }

    private void add(float[] out, int count) {
        System.arraycopy(out, 0, samples, filled, count);
        filled += count;
    }

    private void countClipped(float[] in, int count) {
        for (int i = 0; i < count; i++) {
            fullScaleRun = Math.abs(in[i]) >= FULL_SCALE ? fullScaleRun + 1 : 0;
            if (fullScaleRun >= CLIPPED_RUN) {
                clipped += fullScaleRun == CLIPPED_RUN ? CLIPPED_RUN : 1;
            }
        }
    }

    private static long ceilingDivide(long a, long b) {
        return (a + b - 1) / b;
    }
}
