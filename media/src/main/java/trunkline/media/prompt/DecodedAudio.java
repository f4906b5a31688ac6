package trunkline.media.prompt;

import org.jspecify.annotations.Nullable;
import trunkline.media.source.AudioSource;
import trunkline.media.source.Refusal.Cause;
import trunkline.media.source.RefusedException;
import trunkline.media.source.Resampler;
import trunkline.media.source.SourceFormat;
import trunkline.media.source.SourceLimits;

/** A file's samples at 8 and 16 kHz, as loud as they were sent; the owner of the arrays may change them. */
final class DecodedAudio {

    static final int WIDE = 2;

    /** Samples of full scale in a row that are taken as cut off. */
    private static final int CLIPPED_RUN = 3;

    private static final float FULL_SCALE = 0.999f;

    private final SourceFormat source;
    private final Resampled narrow;
    private final Resampled wide;
    private int fullScaleRun;
    private long clipped;

    private DecodedAudio(SourceFormat source, int length, Resampler toNarrow, Resampler toWide) {
        this.source = source;
        this.narrow = new Resampled(toNarrow, length);
        this.wide = new Resampled(toWide, WIDE * length);
    }

    static DecodedAudio read(AudioSource source, SourceLimits limits, PromptMaker.Progress progress)
            throws RefusedException {
        SourceFormat format = source.format();
        @Nullable Resampler toNarrow = Resampler.between(format.sampleRate(), Prompt.SAMPLE_RATE);
        @Nullable Resampler toWide = Resampler.between(format.sampleRate(), WIDE * Prompt.SAMPLE_RATE);
        if (toNarrow == null || toWide == null) {
            throw new RefusedException(
                    Cause.UNSUPPORTED, 0, format.sampleRate() + " samples per second: " + Resampler.rule());
        }
        long length = ceilingDivide(format.samples() * Prompt.SAMPLE_RATE, format.sampleRate());
        long memoryOctets = length * SourceLimits.OCTETS_PER_SAMPLE;
        if (memoryOctets > limits.memoryOctets()) {
            throw new RefusedException(
                    Cause.TOO_MUCH_MEMORY,
                    0,
                    memoryOctets + " octets of samples: must be at most " + limits.memoryOctets());
        }
        var decoded = new DecodedAudio(format, (int) length, toNarrow, toWide);
        decoded.readAll(source, progress);
        return decoded;
    }

    SourceFormat source() {
        return source;
    }

    /** At {@link Prompt#SAMPLE_RATE}. */
    float[] narrow() {
        return narrow.samples;
    }

    /** At {@link #WIDE} times that, and that many of them. */
    float[] wide() {
        return wide.samples;
    }

    long clipped() {
        return clipped;
    }

    private void readAll(AudioSource from, PromptMaker.Progress progress) throws RefusedException {
        float[] in = new float[from.blockSamples()];
        long done = 0;
        for (int count = from.read(in); count > 0; count = from.read(in)) {
            countClipped(in, count);
            narrow.take(in, count);
            wide.take(in, count);
            done += count;
            progress.onProgress(done, source.samples());
        }
        narrow.finish();
        wide.finish();
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

    /** What comes out of one resampler. */
    private static final class Resampled {
        private final Resampler resampler;
        private final float[] samples;
        private float[] out = new float[0];
        private int filled;

        Resampled(Resampler resampler, int length) {
            this.resampler = resampler;
            this.samples = new float[length];
        }

        void take(float[] in, int count) {
            if (out.length == 0) {
                out = new float[resampler.outputMax(in.length)];
            }
            add(resampler.process(in, count, out));
        }

        void finish() {
            add(resampler.finish(out));
        }

        private void add(int count) {
            System.arraycopy(out, 0, samples, filled, count);
            filled += count;
        }
    }
}
