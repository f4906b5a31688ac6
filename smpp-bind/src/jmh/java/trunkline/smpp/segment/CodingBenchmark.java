package trunkline.smpp.segment;

import java.util.EnumSet;
import java.util.List;
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
 * {@link SegmentEncoder} in every coding, each a full segment, or three.
 *
 * <p>Run with {@code -prof gc}: gc.alloc.rate.norm must read 0 B/op for all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodingBenchmark {

    private static final String ENGLISH = "Your table for four is booked at 19:30 on Friday, see you soon! ";
    private static final String SPANISH = "Su mesa para cuatro está reservada a las 19:30, ¡hasta mañana! ";
    private static final String TURKISH = "Dört kişilik masanız cuma günü 19:30 için ayrıldı, görüşmek üzere! ";
    private static final String HINDI = "आपकी चार लोगों की मेज़ शुक्रवार को बुक है, जल्द मिलते हैं! ";
    private static final String RUSSIAN = "Ваш столик на четверых заказан на пятницу, ждём вас! ";

    /** What goes in, and what an SMSC takes. */
    public enum Coding {
        GSM7_UNPACKED(ENGLISH, DefaultAlphabet.GSM7_UNPACKED),
        GSM7_PACKED(ENGLISH, DefaultAlphabet.GSM7_PACKED),
        LATIN1(ENGLISH, DefaultAlphabet.LATIN1),
        IA5(ENGLISH, DefaultAlphabet.IA5),
        /** A text of the default alphabet, although all languages are allowed. */
        ENGLISH_OF_ALL(ENGLISH, DefaultAlphabet.GSM7_UNPACKED, NationalLanguage.values()),
        SINGLE_SHIFT(SPANISH, DefaultAlphabet.GSM7_UNPACKED, NationalLanguage.SPANISH),
        LOCKING_SHIFT(TURKISH, DefaultAlphabet.GSM7_UNPACKED, NationalLanguage.TURKISH),
        LOCKING_AND_SINGLE_SHIFT(HINDI, DefaultAlphabet.GSM7_UNPACKED, NationalLanguage.HINDI),
        /** The same with all thirteen languages to choose from. */
        LOCKING_SHIFT_OF_ALL(TURKISH, DefaultAlphabet.GSM7_UNPACKED, NationalLanguage.values()),
        UCS2(RUSSIAN, DefaultAlphabet.GSM7_UNPACKED),
        OCTETS("", DefaultAlphabet.GSM7_UNPACKED);

        private final String sample;
        private final DefaultAlphabet alphabet;
        private final EnumSet<NationalLanguage> languages = EnumSet.noneOf(NationalLanguage.class);

        Coding(String sample, DefaultAlphabet alphabet, NationalLanguage... languages) {
            this.sample = sample;
            this.alphabet = alphabet;
            this.languages.addAll(List.of(languages));
        }
    }

    @Param
    private Coding coding = Coding.UCS2;

    @Param({"1", "3"})
    private int segments;

    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];
    private SegmentEncoder encoder = new SegmentEncoder(EncodingSettings.BASIC);
    private EncodingSettings settings = EncodingSettings.BASIC;
    private String text = "";
    private byte[] octets = {};
    private int reference;

    /** The longest text, begun anew from the sample, that takes just so many segments. */
    @Setup
    public void makeText() {
        settings = new EncodingSettings(coding.alphabet, LongMessages.UDH8, coding.languages);
        encoder = new SegmentEncoder(settings);
        octets = new byte[segments == 1 ? 140 : segments * 134];
        String sample = coding.sample.repeat(20);
        for (int length = 1; length < sample.length() && takes(sample.substring(0, length)) <= segments; length++) {
            text = sample.substring(0, length);
        }
    }

    private int takes(String candidate) {
        return ((SegmentPlan.Fits) SegmentPlan.of(candidate, settings, ApplicationPorts.NONE)).segments();
    }

    @Benchmark
    public int encode() {
        if (coding == Coding.OCTETS) {
            encoder.encodeOctets(octets, ApplicationPorts.NONE, reference++, out);
        } else {
            encoder.encode(text, reference++, out);
        }
        return encoder.segments();
    }
}
