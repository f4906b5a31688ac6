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

/** G.711 of 20 ms: 0 B/op, and a table against computing each sample. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class G711Benchmark {

    private static final int SAMPLES = 160;

    private final short[] samples = new short[SAMPLES];
    private final byte[] octets = new byte[SAMPLES];
    private final Codec.Encoder muLaw = Codec.PCMU.encoder();
    private final Codec.Encoder aLaw = Codec.PCMA.encoder();

    @Setup
    public void fill() {
        var random = new Random(1);
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = (short) (random.nextGaussian() * 3000);
        }
    }

    @Benchmark
    public byte[] muLawByTable() {
        muLaw.encode(samples, 0, SAMPLES, octets, 0);
        return octets;
    }

    @Benchmark
    public byte[] muLawComputed() {
        for (int i = 0; i < SAMPLES; i++) {
            octets[i] = MuLaw.compress(samples[i]);
        }
        return octets;
    }

    @Benchmark
    public byte[] aLawByTable() {
        aLaw.encode(samples, 0, SAMPLES, octets, 0);
        return octets;
    }

    @Benchmark
    public byte[] aLawComputed() {
        for (int i = 0; i < SAMPLES; i++) {
            octets[i] = ALaw.compress(samples[i]);
        }
        return octets;
    }
}
