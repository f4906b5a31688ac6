package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.smpp.segment.SegmentEncoder.Result;
import trunkline.smpp.segment.SegmentPlan.Fits;
import trunkline.smpp.segment.SegmentPlan.NotText;
import trunkline.smpp.segment.SegmentPlan.TooLong;
import trunkline.smpp.wire.RandomText;

/** What holds for every text by every settings. */
class SegmentPropertiesTest {

    private static final int TEXTS = 500;

    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];

    static Stream<EncodingSettings> settings() {
        return AnySettings.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void thePlanIsWhatIsSentAndThePhoneReadsTheText(EncodingSettings settings) {
        var random = new Random(20261126);
        var encoder = new SegmentEncoder(settings);
        for (int i = 0; i < TEXTS; i++) {
            String text = random.nextInt(3) == 0
                    ? RandomText.of(random, random.nextInt(700))
                    : AnySettings.text(random, random.nextInt(500));
            ApplicationPorts ports = AnySettings.ports(random);
            int reference = random.nextInt(65_536);
            SegmentPlan plan = SegmentPlan.of(text, settings, ports);
            assertThat(planOf(encoder, text, ports, reference)).as(text).isEqualTo(withoutCapacity(plan));
            if (plan instanceof Fits) {
                checkPhone(new AirReader(settings), encoder, text, ports, reference);
            }
        }
    }

    private SegmentPlan planOf(SegmentEncoder encoder, String text, ApplicationPorts ports, int reference) {
        return switch (encoder.encode(text, ports, reference, out)) {
            case TOO_MANY_SEGMENTS -> new TooLong(text.length());
            case LONE_SURROGATE -> new NotText(encoder.errorIndex());
            case ENCODED -> {
                var coding = new TextCoding(encoder.coding(), encoder.locking(), encoder.single());
                int units = text.codePoints().map(coding::unitsOf).sum();
                yield new Fits(coding, encoder.segments(), units, 0, 0);
            }
        };
    }

    private static SegmentPlan withoutCapacity(SegmentPlan plan) {
        return plan instanceof Fits fits ? new Fits(fits.coding(), fits.segments(), fits.units(), 0, 0) : plan;
    }

    private void checkPhone(
            AirReader phone, SegmentEncoder encoder, String text, ApplicationPorts ports, int reference) {
        String read = phone.text(encoder, out);
        assertThat(AirReader.isText(read, text)).as("%s read as %s", text, read).isTrue();
        assertThat(phone.ports()).isEqualTo(ports.isNone() ? "" : ports.destination() + "<" + ports.source());
        if (phone.reference() >= 0) {
            assertThat(reference & 0xFF).isEqualTo(phone.reference() & 0xFF);
        }
    }

    /** No pair of tables, each tried by itself, takes fewer segments than what was chosen. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("trials")
    void noOtherCodingTakesFewerSegments(EnumSet<NationalLanguage> languages) {
        var random = new Random(23_038);
        var settings = new EncodingSettings(DefaultAlphabet.GSM7_UNPACKED, LongMessages.UDH8, languages);
        for (int i = 0; i < TEXTS; i++) {
            String text = AnySettings.text(random, random.nextInt(400));
            ApplicationPorts ports = AnySettings.ports(random);
            if (SegmentPlan.of(text, settings, ports) instanceof Fits fits) {
                assertThat(fits.segments()).as(text).isEqualTo(Cheapest.segments(text, languages, ports));
            }
        }
    }

    static Stream<EnumSet<NationalLanguage>> trials() {
        return Stream.of(
                EnumSet.noneOf(NationalLanguage.class),
                EnumSet.of(NationalLanguage.TURKISH),
                EnumSet.of(NationalLanguage.SPANISH, NationalLanguage.PORTUGUESE),
                EnumSet.allOf(NationalLanguage.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void octetsComeBackAsTheyWere(EncodingSettings settings) {
        var random = new Random(0x04);
        var encoder = new SegmentEncoder(settings);
        for (int i = 0; i < 200; i++) {
            byte[] octets = new byte[random.nextInt(600)];
            random.nextBytes(octets);
            ApplicationPorts ports = AnySettings.ports(random);
            assertThat(encoder.encodeOctets(octets, ports, i, out)).isEqualTo(Result.ENCODED);
            assertThat(encoder.segments()).isEqualTo(SegmentPlan.segmentsOfOctets(octets.length, settings, ports));
            checkPhone(
                    new AirReader(settings),
                    encoder,
                    new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1),
                    ports,
                    i);
        }
    }
}
