package trunkline.gateway.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.dispatch.SmsExplanation;
import trunkline.gateway.dispatch.SmsExplanation.How;
import trunkline.gateway.dispatch.SmsExplanation.Unit;
import trunkline.gateway.dispatch.SmsMeter.Fits;
import trunkline.gateway.dispatch.SmsMeter.Measured;
import trunkline.gateway.dispatch.SmsMeter.Unfit;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsOptions.Handling;
import trunkline.gateway.message.SmsOptions.Ports;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.SmsSize.Replacement;
import trunkline.gateway.message.Transliterate;
import trunkline.profile.ProfileCatalog;

class SegmentMeterTest {

    private static final String SMSC =
            """
            smsc:
              - {name: plain, host: a, system-id: gw, password: x}
              - {name: wide, host: a, system-id: gw, password: x, long-messages: udh16}
              - {name: turkish, host: a, system-id: gw, password: x, languages: [tr]}
              - {name: latin, host: a, system-id: gw, password: x, alphabet: latin1}
              - {name: payload, host: a, system-id: gw, password: x, long-messages: payload}
            """;

    private static final String GREETING = "Görüşmek üzere, iyi günler dileriz. Şubemiz çarşamba günü kapalıdır.";

    private final SegmentMeter meter = meter();

    private static SegmentMeter meter() {
        try {
            return new SegmentMeter(ConfigFile.parse("t.yaml", SMSC, Path.of("."), ProfileCatalog.shipped())
                    .config()
                    .smsc());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}: {1} of {2}")
    @CsvSource({
        "plain, ucs2, 3",
        "wide, ucs2, 3",
        "turkish, gsm7-tr, 1",
        "latin, ucs2, 3",
        "payload, ucs2, 3",
        "no-such-smsc, ucs2, 3"
    })
    void countsBySettingsOfTheSmscThatWillSendIt(String way, String coding, int segments) {
        SmsSize size = size(meter.measure(way, Content.Text.of(GREETING + GREETING), Transliterate.NONE));
        assertThat(size).isEqualTo(SmsSize.of(coding, segments));
    }

    @Test
    void countsWhatAHeaderTakes() {
        assertThat(segments("plain", "x".repeat(306))).isEqualTo(2);
        assertThat(segments("wide", "x".repeat(306))).isEqualTo(3);
        SmsOptions ports = new SmsOptions(false, new Ports(1, 2), Handling.NONE);
        Content.Text text = new Content.Text("x".repeat(160), ports, SmsSize.UNKNOWN);
        assertThat(size(meter.measure("plain", text, Transliterate.NONE)).segments())
                .isEqualTo(2);
    }

    @Test
    void countsOctets() {
        Content.Binary binary = new Content.Binary("00".repeat(141), SmsOptions.NONE, SmsSize.UNKNOWN);
        assertThat(size(meter.measure("plain", binary, Transliterate.NONE))).isEqualTo(SmsSize.of("binary", 2));
        Content.Binary tooLong = new Content.Binary("00".repeat(255 * 134 + 1), SmsOptions.NONE, SmsSize.UNKNOWN);
        assertThat(meter.measure("plain", tooLong, Transliterate.NONE))
                .isEqualTo(new Unfit("must fit in 255 segments; it is longer"));
    }

    @Test
    void saysWhichCharacterIsNoText() {
        assertThat(meter.measure("plain", Content.Text.of("ok \uD83D!"), Transliterate.LETTERS))
                .isEqualTo(new Unfit("must be text; character 4 is half a surrogate pair"));
    }

    @Test
    void replacesOnlyIfThatIsAllowedAndTellsWhat() {
        String text = "“Don’t” – don’t";
        assertThat(measured("plain", text, Transliterate.NONE))
                .isEqualTo(Content.Text.of(text).with(SmsSize.of("ucs2", 1)));
        assertThat(measured("plain", text, Transliterate.SMART))
                .isEqualTo(new Content.Text(
                        "\"Don't\" - don't",
                        SmsOptions.NONE,
                        new SmsSize(
                                "gsm7",
                                1,
                                List.of(
                                        new Replacement("“", "\"", 1),
                                        new Replacement("’", "'", 2),
                                        new Replacement("”", "\"", 1),
                                        new Replacement("–", "-", 1)))));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "plain, “ж”, SMART, ucs2", // would stay UCS-2: nothing is gained
        "plain, şu, SMART, ucs2",
        "plain, şu, LETTERS, gsm7",
        "plain, 😀’, LETTERS, ucs2",
        "turkish, şubemiz bugün kapalı, LETTERS, gsm7-tr" // is in septets as it is
    })
    void replacesNothingWhereNothingIsGained(String way, String text, Transliterate transliterate, String coding) {
        Content.Text measured = measured(way, text, transliterate);
        assertThat(measured.size().coding()).isEqualTo(coding);
        assertThat(measured.text().equals(text))
                .isEqualTo(measured.size().replaced().isEmpty());
        assertThat(measured.size().replaced().isEmpty()).isEqualTo(!coding.equals("gsm7"));
    }

    @Test
    void explainsWhatEachSegmentHolds() {
        SmsExplanation explained = explain("plain", "x".repeat(152) + "€" + "y".repeat(10));
        assertThat(explained.segments())
                .containsExactly(
                        new SmsExplanation.Segment(1, 152, 158, "x".repeat(152)),
                        new SmsExplanation.Segment(2, 12, 18, "€" + "y".repeat(10)));
        assertThat(List.of(explained.units(), explained.capacity(), explained.dataCoding()))
                .containsExactly(164, 153, 0);
        assertThat(explained.unit()).isEqualTo(Unit.SEPTETS);
        assertThat(explained.costly())
                .containsExactly(new SmsExplanation.Costly("€", 1, 2, "needs an escape before it"));
        assertThat(explained.cheaper()).isEmpty();
    }

    @Test
    void explainsWhichCharactersMakeItUcs2AndWhatACheaperTextWouldBe() {
        String text = "It’s “on” 😀😀 żółw. " + "x".repeat(120);
        SmsExplanation explained = explain("plain", text);
        assertThat(explained.coding()).isEqualTo("ucs2");
        assertThat(explained.segments()).hasSize(3);
        assertThat(explained.costly())
                .extracting(SmsExplanation.Costly::character)
                .containsExactly("’", "“", "”", "😀", "ż", "ó", "ł");
        assertThat(explained.costly().get(3))
                .isEqualTo(
                        new SmsExplanation.Costly("😀", 2, 2, "not in the GSM alphabet: makes the whole text UCS-2"));
        assertThat(explained.cheaper()).singleElement().satisfies(cheaper -> {
            assertThat(cheaper.by()).isEqualTo(How.REMOVAL);
            assertThat(cheaper.text()).isEqualTo("It's \"on\"  zolw. " + "x".repeat(120));
            assertThat(cheaper.segments()).isEqualTo(1);
            assertThat(cheaper.replaced()).contains(new Replacement("’", "'", 1), new Replacement("😀", "", 2));
        });
    }

    @Test
    void namesTheNearestTextThatIsCheaperFirst() {
        String text = "naïve “quotes” … ".repeat(9); // ï is lost with the accents alone
        SmsExplanation explained = explain("plain", text);
        assertThat(explained.segments()).hasSize(3);
        assertThat(explained.cheaper()).extracting(SmsExplanation.Cheaper::by).containsExactly(How.LETTERS);
        assertThat(explain("plain", "“quotes” ".repeat(10)).cheaper())
                .extracting(SmsExplanation.Cheaper::by)
                .containsExactly(How.SMART);
        assertThat(explain("plain", "ж".repeat(200)).cheaper()).isEmpty(); // nothing would be left
    }

    @Test
    void explainsEveryCodingWithTheTextWhole() {
        for (String way : List.of("plain", "wide", "turkish", "latin", "payload")) {
            for (String text : List.of(GREETING.repeat(4), "x".repeat(500), "ж😀".repeat(60), "é[".repeat(200), "")) {
                SmsExplanation explained = explain(way, text);
                StringBuilder whole = new StringBuilder();
                explained.segments().forEach(segment -> whole.append(segment.text()));
                assertThat(whole.toString()).isEqualTo(text);
                assertThat(explained.segments()).hasSize(segments(way, text));
                assertThat(explained.segments())
                        .allMatch(segment -> segment.units() <= explained.capacity() && segment.octets() <= 160);
                assertThat(explained.segments().stream()
                                .mapToInt(SmsExplanation.Segment::units)
                                .sum())
                        .isEqualTo(explained.units());
            }
        }
    }

    @Test
    void looksThroughNoTextThatWouldTakeTooLong() {
        assertThat(explain("plain", "“" + "x".repeat(4_001)).cheaper()).isEmpty();
    }

    private SmsExplanation explain(String way, String text) {
        SmsExplanation explained =
                meter.explain(way, Content.Text.of(text), Transliterate.NONE).explanation();
        assertThat(explained).isNotNull();
        return explained;
    }

    private int segments(String way, String text) {
        return size(meter.measure(way, Content.Text.of(text), Transliterate.NONE))
                .segments();
    }

    private Content.Text measured(String way, String text, Transliterate transliterate) {
        return (Content.Text) ((Fits) meter.measure(way, Content.Text.of(text), transliterate)).sms();
    }

    private static SmsSize size(Measured measured) {
        return ((Fits) measured).sms().size();
    }
}
