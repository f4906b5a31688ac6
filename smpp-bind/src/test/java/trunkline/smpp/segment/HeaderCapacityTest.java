package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.smpp.segment.SegmentEncoder.Result;

/**
 * What fits beside each user data header, found by encoding one character less and one more. The numbers follow from 140
 * octets, a length octet, and elements of 5 or 6 (concatenation), 6 (ports) and 3 octets (each shift table).
 */
class HeaderCapacityTest {

    private static final ApplicationPorts PORTS = new ApplicationPorts(16_000, 0);

    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];

    /** A text of so many septets that needs the tables of these languages, 0 for none. */
    private static String text(boolean locking, boolean single, int septets) {
        // the locking shift table of Turkish has ğ; the single shift table of Spanish alone has á
        String text = (locking ? "ğ".repeat(30) : "") + (single ? "á" : "");
        return text + "x".repeat(septets - (locking ? 30 : 0) - (single ? 2 : 0));
    }

    @ParameterizedTest(name = "locking {0}, single {1}, {2}, ports {3}: {4} alone, {5} each of several")
    @CsvSource({
        "false, false, UDH8,  false, 160, 153",
        "false, false, UDH16, false, 160, 152",
        "false, false, UDH8,  true,  152, 146",
        "false, false, UDH16, true,  152, 145",
        "false, true,  UDH8,  false, 155, 149",
        "false, true,  UDH16, false, 155, 148",
        "false, true,  UDH8,  true,  148, 142",
        "false, true,  UDH16, true,  148, 141",
        "true,  false, UDH8,  false, 155, 149",
        "true,  false, UDH16, false, 155, 148",
        "true,  false, UDH8,  true,  148, 142",
        "true,  false, UDH16, true,  148, 141",
        "true,  true,  UDH8,  false, 152, 146",
        "true,  true,  UDH16, false, 152, 145",
        "true,  true,  UDH8,  true,  145, 139",
        "true,  true,  UDH16, true,  145, 138"
    })
    void septetsBesideEachHeader(
            boolean locking, boolean single, LongMessages way, boolean ports, int alone, int ofSeveral) {
        var languages = EnumSet.noneOf(NationalLanguage.class);
        if (locking) {
            languages.add(NationalLanguage.TURKISH);
        }
        if (single) {
            languages.add(NationalLanguage.SPANISH);
        }
        var encoder = new SegmentEncoder(new EncodingSettings(DefaultAlphabet.GSM7_UNPACKED, way, languages));
        ApplicationPorts used = ports ? PORTS : ApplicationPorts.NONE;
        for (int segments = 1; segments <= 4; segments++) {
            int most = segments == 1 ? alone : segments * ofSeveral;
            String text = text(locking, single, most);
            assertThat(segments(encoder, text, used)).isEqualTo(segments);
            assertThat(encoder.locking() != null).isEqualTo(locking);
            assertThat(encoder.single() != null).isEqualTo(single);
            assertThat(segments(encoder, text + "x", used)).isEqualTo(segments + 1);
        }
    }

    @ParameterizedTest(name = "{0}, ports {1}: {2} alone, {3} each of several")
    @CsvSource({"UDH8,  false, 70, 67", "UDH16, false, 70, 66", "UDH8,  true,  66, 64", "UDH16, true,  66, 63"})
    void unitsBesideEachHeader(LongMessages way, boolean ports, int alone, int ofSeveral) {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC.with(way));
        ApplicationPorts used = ports ? PORTS : ApplicationPorts.NONE;
        for (int segments = 1; segments <= 4; segments++) {
            String text = "ж".repeat(segments == 1 ? alone : segments * ofSeveral);
            assertThat(segments(encoder, text, used)).isEqualTo(segments);
            assertThat(segments(encoder, text + "ж", used)).isEqualTo(segments + 1);
        }
    }

    @ParameterizedTest(name = "{0}, ports {1}: {2} alone, {3} each of several")
    @CsvSource({
        "UDH8,  false, 140, 134",
        "UDH16, false, 140, 133",
        "UDH8,  true,  133, 128",
        "UDH16, true,  133, 127",
        "SAR,   false, 140, 134",
        "SAR,   true,  133, 128"
    })
    void octetsBesideEachHeader(LongMessages way, boolean ports, int alone, int ofSeveral) {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC.with(way));
        ApplicationPorts used = ports ? PORTS : ApplicationPorts.NONE;
        for (int segments = 1; segments <= 4; segments++) {
            int most = segments == 1 ? alone : segments * ofSeveral;
            encoder.encodeOctets(new byte[most], used, 0, out);
            assertThat(encoder.segments()).isEqualTo(segments);
            encoder.encodeOctets(new byte[most + 1], used, 0, out);
            assertThat(encoder.segments()).isEqualTo(segments + 1);
        }
        assertThat(encoder.encodeOctets(new byte[255 * ofSeveral], used, 0, out))
                .isEqualTo(Result.ENCODED);
        assertThat(encoder.encodeOctets(new byte[255 * ofSeveral + 1], used, 0, out))
                .isEqualTo(Result.TOO_MANY_SEGMENTS);
    }

    @Test
    void theHeaderHasConcatenationThenPortsThenTheShiftTables() {
        var encoder = new SegmentEncoder(new EncodingSettings(
                DefaultAlphabet.GSM7_UNPACKED,
                LongMessages.UDH8,
                EnumSet.of(NationalLanguage.TURKISH, NationalLanguage.SPANISH)));
        segments(encoder, "ğ".repeat(30) + "á" + "x".repeat(200), new ApplicationPorts(0x3E80, 0x0102));
        assertThat(HexFormat.ofDelimiter(" ").formatHex(out, encoder.offset(1), encoder.offset(1) + 19))
                .isEqualTo("11 00 03 c5 02 02 05 04 3e 80 01 02 24 01 02 25 01 01 78");
    }

    private int segments(SegmentEncoder encoder, String text, ApplicationPorts ports) {
        assertThat(encoder.encode(text, ports, 0xC5, out)).isEqualTo(Result.ENCODED);
        return encoder.segments();
    }
}
