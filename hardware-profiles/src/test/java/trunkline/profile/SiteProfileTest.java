package trunkline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.profile.SmscProfile.ReceiptState;
import trunkline.profile.SmscProfile.Status;
import trunkline.profile.SmscProfile.StatusClass;
import trunkline.profile.yaml.BadYamlException;
import trunkline.profile.yaml.YamlReader;

class SiteProfileTest {

    @TempDir
    private Path parent;

    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(parent.resolve("profiles.d"));
    }

    @Test
    void extendsAShippedProfileKeyByKey() throws Exception {
        write("mine", "extends: vonage", "smpp: {flow: {window: 25}, ids: {receipt_text: {ignore_case: true}}}");

        SmscProfile mine = site().smsc("mine");

        SmscProfile vonage = ProfileCatalog.shipped().smsc("vonage");
        assertThat(mine.flow().window()).isEqualTo(25);
        assertThat(mine.ids().receiptText().ignoreCase()).isTrue();
        assertThat(mine.ids().receiptText().base())
                .isEqualTo(vonage.ids().receiptText().base());
        assertThat(mine.timers()).isEqualTo(vonage.timers());
    }

    @Test
    void replacesAListAndAScalarAsAWhole() throws Exception {
        write("mine", "extends: smpp-34-base", "smpp: {receipt: {date_formats: [YYYYMMDDhhmm]}}");

        assertThat(site().smsc("mine").receipt().dateFormats()).containsExactly("YYYYMMDDhhmm");
    }

    @Test
    void takesAnEntryAwayWithNull() throws Exception {
        write("one", "extends: smpp-34-base", "smpp: {receipt: {states: {ACKED: accepted, FAILED: undeliverable}}}");
        write("two", "extends: one", "smpp: {receipt: {states: {ACKED: null}}, statuses: {'0x58': null}}");

        SmscProfile two = site().smsc("two");

        assertThat(two.receipt().states()).containsOnly(Map.entry("FAILED", ReceiptState.UNDELIVERABLE));
        assertThat(two.statuses()).doesNotContainKey(0x58).containsKey(0x14);
    }

    @Test
    void standsBehindOverridesInTheConfiguration() throws Exception {
        write("mine", "extends: vonage", "smpp: {flow: {window: 25}}");
        Overrides overrides =
                overrides("smpp: {flow: {window: 50}, statuses: {'0x400': {class: throttle, name: BUSY}}}");

        EffectiveProfile.Typed<SmscProfile> mine = site().smsc("mine", overrides);

        assertThat(mine.profile().flow().window()).isEqualTo(50);
        assertThat(mine.profile().statuses()).containsEntry(0x400, new Status("BUSY", StatusClass.THROTTLE));
        EffectiveValue window = mine.origins().value("/smpp/flow/window").orElseThrow();
        assertThat(window.origin()).isEqualTo("gateway.yaml:1");
        assertThat(window.profile()).isEmpty();
    }

    @Test
    void replacesAShippedProfileIfItSaysSo() throws Exception {
        write("vonage", "extends: smpp-34-base", "replaces: shipped", "smpp: {flow: {window: 3}}");

        assertThat(site().smsc("vonage").flow().window()).isEqualTo(3);
        assertThat(ProfileCatalog.shipped().smsc("vonage").flow().window()).isEqualTo(10);
    }

    @Test
    void aDeviceStandsForItsFaces() throws Exception {
        write("box-sms", "extends: smpp-34-base", "smpp: {port: 7777}");
        trunk("box-voice", "extends: sip-base", "sip: {port: 5080}");
        Files.writeString(
                directory.resolve("box.yaml"),
                """
                schema: 1
                kind: device
                id: box
                title: A box with two faces
                verified: unverified
                faces: {smsc: box-sms, trunk: box-voice}
                """);

        assertThat(site().smsc("box").port()).isEqualTo(7777);
        assertThat(site().trunk("box").port()).isEqualTo(5080);
        assertThat(site().names(ProfileKind.SMSC)).contains("box", "box-sms").doesNotContain("box-voice");
    }

    @Test
    void anAbstractProfileIsOnlyThereToBeExtended() throws Exception {
        write("family", "extends: smpp-34-base", "abstract: true", "smpp: {port: 4444}");
        write("member", "extends: family");

        assertThat(site().names(ProfileKind.SMSC)).contains("member").doesNotContain("family");
        assertThat(site().smsc("member").port()).isEqualTo(4444);
    }

    @Test
    void aModemIsReadAndChecked() throws Exception {
        Files.writeString(
                directory.resolve("stick.yaml"),
                """
                schema: 1
                kind: modem
                id: stick
                title: A stick
                verified: unverified
                modem:
                  detect: {cgmi: "(?i)acme", answers: [{cgmi: ACME, cgmm: X1}]}
                  indications: {cnmi: ["2,1,0,1,0"], reports: cds}
                """);

        assertThat(site().names(ProfileKind.MODEM)).contains("stick");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "smpp: {flow: {window: 0}}|profiles.d/x.yaml:7: '/smpp/flow/window' is '0': must be 1 to 10000",
                "smpp: {flow: {window: ten}}|profiles.d/x.yaml:7: '/smpp/flow/window' is 'ten': must be a whole number",
                "smpp: {ids: {submit_resp: {bases: hex}}}|profiles.d/x.yaml:7: '/smpp/ids/submit_resp/bases' is 'hex': is not a key of this section; those are base, ignore_case, strip_leading_zeros",
                "smpp: {port: '2775'}|profiles.d/x.yaml:7: '/smpp/port' is '2775': must be a whole number",
                "smpp: {timers: {response: 60}}|profiles.d/x.yaml:7: '/smpp/timers/response' is '60': must be a text",
                "smpp: {timers: {response: 0s}}|profiles.d/x.yaml:7: '/smpp/timers/response' is '0s': must be a duration such as 500ms, 30s, 5m, 1h",
                "smpp: {long: {mt: both}}|profiles.d/x.yaml:7: '/smpp/long/mt' is 'both': must be one of udh8, udh16, sar, payload, server-splits",
                "smpp: {statuses: {'88': {class: retry}}}|profiles.d/x.yaml:7: '/smpp/statuses/88' is '{class: retry}': must be named by a number in lower-case hexadecimal such as 0x58",
                "smpp: {statuses: {'0x58': {class: maybe}}}|profiles.d/x.yaml:7: '/smpp/statuses/0x58/class' is 'maybe': must be one of retry, retry-later, throttle, reject, fatal-bind",
                "smpp: {statuses: {'0x58': {name: BUSY}}}|profiles.d/x.yaml:7: '/smpp/statuses/0x58/class': is missing",
                "smpp: {receipt: {date_formats: []}}|profiles.d/x.yaml:7: '/smpp/receipt/date_formats' is '[]': must have at least 1 items",
                "smpp: [1]|profiles.d/x.yaml:7: '/smpp' is '[1]': must be a mapping of keys to values",
                "sip: {port: 1}|profiles.d/x.yaml:7: '/sip' is '{port: 1}': is not a key of this section; those are abstract, extends, id, kind, notes, replaces, schema, sources, title, verified, smpp",
                "sources: {smpp: somewhere}|profiles.d/x.yaml:7: '/sources/smpp' is 'somewhere': must be named by a JSON pointer such as /smpp/ids",
                "replaces: shipped|profiles.d/x.yaml:7: '/replaces' is 'shipped': there is no shipped profile x",
            })
    void saysFileLineKeyValueAndRule(String line, String problem) throws IOException {
        write("x", "extends: smpp-34-base", line);

        assertThatThrownBy(this::site)
                .isInstanceOf(InvalidProfileException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "schema: 2|profiles.d/x.yaml:1: '/schema' is '2': must be 1",
                "kind: printer|profiles.d/x.yaml:2: '/kind' is 'printer': must be one of smsc, trunk, modem, device",
                "kind: trunk|profiles.d/x.yaml:6: '/extends' is 'smpp-34-base': is a smsc profile, and this one is a trunk profile",
                "id: A b|profiles.d/x.yaml:3: '/id' is 'A b': must be 1 to 48 lower-case letters, digits and dashes",
                "id: vonage|profiles.d/x.yaml:3: '/id' is 'vonage': is the id of a shipped profile: extend that under another id, or say `replaces: shipped`",
                "verified: trust-me|profiles.d/x.yaml:5: '/verified' is 'trust-me': must be one of vendor-doc, source-code, issue-report, observed, unverified",
                "extends: nobody|profiles.d/x.yaml:6: '/extends' is 'nobody': there is no such profile",
                "extends: x|profiles.d/x.yaml:6: '/extends' is 'x': leads back to this profile",
            })
    void saysWhatIsWrongWithTheHead(String changed, String problem) throws IOException {
        String key = changed.substring(0, changed.indexOf(':') + 1);
        String head = head("smsc", "x", "extends: smpp-34-base").replaceFirst("(?m)^" + key + ".*", changed);
        Files.writeString(directory.resolve("x.yaml"), head);

        assertThatThrownBy(this::site)
                .isInstanceOf(InvalidProfileException.class)
                .hasMessage(problem);
    }

    @Test
    void aHeadThatIsNotThereIsMissedKeyByKey() throws IOException {
        Files.writeString(directory.resolve("x.yaml"), "kind: smsc\n");

        assertThatThrownBy(this::site)
                .hasMessage(
                        """
                        profiles.d/x.yaml:1: '/schema': is missing
                        profiles.d/x.yaml:1: '/id': is missing
                        profiles.d/x.yaml:1: '/title': is missing
                        profiles.d/x.yaml:1: '/verified': is missing""");
    }

    @Test
    void aProfileThatExtendsNoneMustSayEverything() throws IOException {
        write("x", "smpp: {port: 2775, flow: {window: 1}}");

        assertThatThrownBy(this::site)
                .hasMessageContaining(
                        "profiles.d/x.yaml:6: '/smpp/timers/response': is missing, here and in what this extends");
    }

    @Test
    void aChainHasAnEnd() throws IOException {
        write("a", "extends: c");
        write("b", "extends: a");
        write("c", "extends: b");

        assertThatThrownBy(this::site)
                .hasMessageContaining("profiles.d/a.yaml:6: '/extends' is 'c': leads back to this profile");
    }

    @Test
    void aChainOfFourIsTheLongest() throws Exception {
        write("two", "extends: smpp-34-base");
        write("three", "extends: two");
        write("four", "extends: three", "smpp: {port: 4}");
        assertThat(site().smsc("four").port()).isEqualTo(4);

        write("five", "extends: four");

        assertThatThrownBy(this::site)
                .hasMessage(
                        "profiles.d/five.yaml:6: '/extends' is 'four': is the start of a chain of more than 4 profiles");
    }

    @Test
    void twoFilesCannotHaveOneId() throws IOException {
        write("x", "extends: smpp-34-base");
        Files.writeString(directory.resolve("y.yaml"), head("smsc", "x", "extends: smpp-34-base"));

        assertThatThrownBy(this::site).hasMessage("profiles.d/y.yaml:3: '/id' is 'x': is taken by profiles.d/x.yaml");
    }

    @Test
    void aFaceMustBeOfItsKind() throws IOException {
        Files.writeString(
                directory.resolve("box.yaml"), head("device", "box", "faces: {smsc: sip-base, trunk: sip-base}"));

        assertThatThrownBy(this::site)
                .hasMessage("profiles.d/box.yaml:6: '/faces/smsc' is 'sip-base': must be the id of a smsc profile");
    }

    @Test
    void overridesKeepToTheSchemaToo() {
        ProfileCatalog shipped = ProfileCatalog.shipped();

        assertThatThrownBy(() -> shipped.smsc("vonage", overrides("\nsmpp:\n  flow: {window: none}")))
                .hasMessage("gateway.yaml:3: '/smpp/flow/window' is 'none': must be a whole number");
        assertThatThrownBy(() -> shipped.smsc("vonage", overrides("sip: {port: 1}")))
                .hasMessage("gateway.yaml:1: '/sip' is '{port: 1}': is not a key of overrides; that is smpp");
        assertThatThrownBy(() -> shipped.smsc("vonage", overrides("id: x")))
                .hasMessage("gateway.yaml:1: '/id' is 'x': is not a key of overrides; that is smpp");
    }

    @Test
    void namesAllThatIsWrongAtOnce() throws IOException {
        write("x", "extends: smpp-34-base", "smpp: {flow: {window: 0}, port: 0}");
        Files.writeString(directory.resolve("y.yaml"), "a: [");
        Files.write(directory.resolve("z.yaml"), "title: \u00e4".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(this::site)
                .hasMessageContaining("profiles.d/y.yaml:1: is not valid YAML: ")
                .hasMessageContaining("profiles.d/z.yaml: is not valid YAML: is not UTF-8")
                .hasMessageContaining("'/smpp/flow/window' is '0'")
                .hasMessageContaining("'/smpp/port' is '0'");
    }

    private ProfileCatalog site() throws IOException, InvalidProfileException {
        return ProfileCatalog.shipped().withSite(directory);
    }

    private static Overrides overrides(String yaml) throws BadYamlException {
        return new Overrides("gateway.yaml", YamlReader.read("gateway.yaml", yaml));
    }

    private void write(String id, String... lines) throws IOException {
        Files.writeString(directory.resolve(id + ".yaml"), head("smsc", id, lines));
    }

    private void trunk(String id, String... lines) throws IOException {
        Files.writeString(directory.resolve(id + ".yaml"), head("trunk", id, lines));
    }

    private static String head(String kind, String id, String... lines) {
        return "schema: 1\nkind: " + kind + "\nid: " + id + "\ntitle: A test\nverified: unverified\n"
                + String.join("\n", lines) + "\n";
    }
}
