package trunkline.media.source;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@link Resampler#process}: one second of audio to 8 kHz, 0 B/op; beside it, linear interpolation, which is what
 * javax.sound offers and lets everything above 4 kHz through as noise.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResamplerBenchmark {

    @Param({"16000", "44100", "48000", "192000"})
    private int rate;

    private float[] second = new float[0];
    private float[] out = new float[0];
    private Resampler resampler = between(16_000);

    @Setup
    public void fill() {
        var random = new Random(1);
        second = new float[rate];
        for (int i = 0; i < rate; i++) {
            second[i] = random.nextFloat() - 0.5f;
        }
        resampler = between(rate);
        out = new float[resampler.outputMax(rate)];
    }

    @Benchmark
    public int polyphase() {
        return resampler.process(second, rate, out);
    }

    @Benchmark
    public float[] linearInterpolation() {
        double step = rate / 8000.0;
        for (int i = 0; i < 8000 - 1; i++) {
            double position = i * step;
            int before = (int) position;
            float share = (float) (position - before);
            out[i] = second[before] + share * (second[before + 1] - second[before]);
        }
        return out;
    }

    private static Resampler between(int from) {
        return Objects.requireNonNull(Resampler.between(from, 8000));
    }
}
