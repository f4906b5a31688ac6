package trunkline.smpp.segment;

import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.commons.charset.GSMCharset;
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
 * A text to all its segments with {@link SegmentEncoder}, beside the obvious alternative: ask cloudhopper's charset
 * whether it can, encode, and cut the octets by hand.
 *
 * <p>Run with {@code -prof gc}: for {@code trunkline}, gc.alloc.rate.norm must read 0 B/op.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SegmentEncoderBenchmark {

    private static final String ENGLISH = "Your table for four is booked at 19:30 on Friday, see you soon! ";
    private static final String RUSSIAN = "Ваш столик на четверых заказан на пятницу, ждём вас! ";

    /** The coding the text ends up in, with the form it is in: {@code GSM_EURO} has a character beyond Latin-1. */
    @Param({"GSM", "GSM_EURO", "UCS2"})
    private String kind = "";

    @Param({"1", "3"})
    private int segments;

    private final SegmentEncoder encoder = new SegmentEncoder(EncodingSettings.BASIC);
    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];
    private String text = "";
    private int reference;

    @Setup
    public void makeText() {
        String sample = kind.equals("UCS2") ? RUSSIAN : ENGLISH;
        int units = kind.equals("UCS2") ? (segments == 1 ? 70 : 3 * 67) : (segments == 1 ? 160 : 3 * 153);
        text = sample.repeat(10).substring(0, units);
        if (kind.equals("GSM_EURO")) {
            text = "€" + text.substring(2);
        }
    }

    @Benchmark
    public int trunkline() {
        encoder.encode(text, reference++, out);
        return encoder.segments();
    }

    @Benchmark
    public byte[][] cloudhopper() {
        boolean septets = GSMCharset.canRepresent(text);
        byte[] octets = CharsetUtil.encode(text, septets ? CharsetUtil.CHARSET_GSM : CharsetUtil.CHARSET_UCS_2);
        return octets.length <= (septets ? 160 : 140)
                ? new byte[][] {octets}
                : cut(octets, septets ? 153 : 134, (byte) reference++);
    }

    /** cloudhopper's own cutter, GsmUtil, cuts at 134 octets only, hence by hand. */
    private static byte[][] cut(byte[] octets, int capacity, byte reference) {
        int total = (octets.length + capacity - 1) / capacity;
        byte[][] parts = new byte[total][];
        for (int i = 0; i < total; i++) {
            int length = Math.min(capacity, octets.length - i * capacity);
            byte[] part = new byte[6 + length];
            part[0] = 5;
            part[2] = 3;
            part[3] = reference;
            part[4] = (byte) total;
            part[5] = (byte) (i + 1);
            System.arraycopy(octets, i * capacity, part, 6, length);
            parts[i] = part;
        }
        return parts;
    }
}
