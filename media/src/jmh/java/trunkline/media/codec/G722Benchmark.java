package trunkline.media.codec;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** G.722 of 20 ms, which a prompt needs once, and what comes from a phone each time: 0 B/op. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class G722Benchmark {

    private static final int SAMPLES = 320;

    private final short[] samples = new short[SAMPLES];
    private final byte[] octets = new byte[SAMPLES / 2];
    private final short[] heard = new short[SAMPLES];
    private final byte[] code = new byte[SAMPLES / 2];
    private final Codec.Encoder encoder = Codec.G722.encoder();
    private final Codec.Decoder decoder = Codec.G722.decoder();

    @Setup
    public void fill() {
        var random = new Random(1);
        double last = 0;
        for (int i = 0; i < SAMPLES; i++) {
            last = 0.9 * last + random.nextGaussian();
            samples[i] = (short) (1500 * last);
        }
        encoder.encode(samples, 0, SAMPLES, code, 0);
    }

    @Benchmark
    public byte[] encoded() {
        encoder.encode(samples, 0, SAMPLES, octets, 0);
        return octets;
    }

    @Benchmark
    public short[] decoded() {
        decoder.decode(code, 0, code.length, heard, 0);
        return heard;
    }
}
