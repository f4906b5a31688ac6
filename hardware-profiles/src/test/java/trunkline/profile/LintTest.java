package trunkline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.profile.schema.ProfileSchema;
import trunkline.profile.yaml.YamlReader;

class LintTest {

    @TempDir
    private Path directory;

    @Test
    void warnsOfANumberThatIsToMatchAnOpaqueId() throws Exception {
        write("smsc", "x", "extends: smpp-34-base", "smpp: {ids: {submit_resp: {base: hex}}}");

        assertThat(lint())
                .containsExactly("profiles.d/x.yaml:7: '/smpp/ids/submit_resp/base' is 'hex': does not go with"
                        + " 'learn' in receipts and 'hex' in submit_sm_resp: they may not match");
    }

    @Test
    void warnsOfAWindowThatIsLargeForItsRate() throws Exception {
        write("smsc", "x", "extends: smpp-34-base", "smpp: {flow: {window: 40, rate: 10/s}}");
        write("smsc", "y", "extends: smpp-34-base", "smpp: {flow: {window: 30, rate: 10/s}}");
        write("smsc", "z", "extends: smpp-34-base", "smpp: {flow: {window: 1, rate: 5/h}}");

        assertThat(lint())
                .containsExactly(
                        "profiles.d/x.yaml:7: '/smpp/flow/window' is '40': a window of 40 at a rate of 10/s is more"
                                + " than 3 s of messages: retries may duplicate");
    }

    @Test
    void warnsOfThatInOverridesToo() throws Exception {
        Overrides overrides = new Overrides(
                "gateway.yaml", YamlReader.read("gateway.yaml", "\n\nsmpp: {ids: {submit_resp: {base: opaque}}}"));

        EffectiveProfile profile = ProfileCatalog.shipped().effective(ProfileKind.SMSC, "vonage", overrides);

        assertThat(ProfileCatalog.lint(profile))
                .extracting(Finding::toString)
                .containsExactly("gateway.yaml:3: '/smpp/ids/submit_resp/base' is 'opaque': does not go with"
                        + " 'decimal' in receipts and 'opaque' in submit_sm_resp: they may not match");
    }

    @Test
    void aShippedValueWithoutItsSourceIsAnError() throws Exception {
        ProfileFile file = shippedFile(
                """
                schema: 1
                kind: smsc
                id: x
                title: A test
                verified: vendor-doc
                smpp: {port: 1, flow: {window: 2}}
                sources: {/smpp/port: https://example.com/port}
                """);

        assertThat(SourceLint.check(file))
                .extracting(Finding::toString)
                .containsExactly("x.yaml:6: '/smpp/flow/window' is '2': has no source: name one under sources, or say"
                        + " unverified");
    }

    @Test
    void aValueMaySayThatNobodyHasVerifiedIt() throws Exception {
        ProfileFile file = shippedFile(
                """
                schema: 1
                kind: smsc
                id: x
                title: A test
                verified: vendor-doc
                smpp: {port: 1, flow: {window: 2}}
                sources: {/smpp/port: https://example.com/port, /smpp/flow: unverified}
                """);

        assertThat(SourceLint.check(file)).isEmpty();
    }

    @Test
    void aSourceOfNothingIsAnError() throws Exception {
        write("smsc", "x", "extends: smpp-34-base", "sources: {/smpp/flow: https://example.com}");

        assertThat(lint())
                .containsExactly(
                        "profiles.d/x.yaml:7: '/sources' is '/smpp/flow': is the source of a value that is not there");
    }

    @Test
    void aPatternThatRe2DoesNotTakeIsAnError() throws Exception {
        write("modem", "x", "modem: {detect: {cgmi: '(a)\\1'}}");
        write("modem", "y", "modem: {detect: {cgmi: '(?=a)b'}}");
        write("modem", "z", "modem: {detect: {cgmi: '['}}");

        assertThat(lint()).hasSize(3).allMatch(problem -> problem.contains("must be a regular expression of RE2: "));
    }

    @Test
    void anAnswerThatTwoModemsWouldTakeIsAnError() throws Exception {
        write("modem", "x", "modem: {detect: {cgmi: '(?i)acme', answers: [{cgmi: ACME, cgmm: X1}]}}");
        write("modem", "y", "modem: {detect: {cgmm: '^X', answers: [{cgmi: Other, cgmm: X2}]}}");

        assertThat(lint())
                .containsExactly(
                        "profiles.d/x.yaml:6: '/modem/detect/answers' is '[{cgmi: ACME, cgmm: X1}]': {cgmi: ACME,"
                                + " cgmm: X1} is matched by y too");
    }

    @Test
    void aPatternMustMatchTheAnswersItIsFor() throws Exception {
        write("modem", "x", "modem: {detect: {cgmi: '^acme', answers: [{cgmi: ACME}]}}");

        assertThat(lint())
                .containsExactly("profiles.d/x.yaml:6: '/modem/detect/answers' is '[{cgmi: ACME}]': {cgmi: ACME} is not"
                        + " matched by its own patterns");
    }

    @Test
    void anUsbIdThatTwoModemsHaveIsAnError() throws Exception {
        write("modem", "x", "modem: {detect: {usb: ['12d1:1001']}}");
        write("modem", "y", "modem: {detect: {usb: ['12d1:1001', '12d1:140c']}}");

        assertThat(lint())
                .containsExactly(
                        "profiles.d/x.yaml:6: '/modem/detect/usb' is '[12d1:1001]': 12d1:1001 is an id of y too",
                        "profiles.d/y.yaml:6: '/modem/detect/usb' is '[12d1:1001, 12d1:140c]': 12d1:1001 is an id of x too");
    }

    private static ProfileFile shippedFile(String yaml) throws Exception {
        ProfileFile file = new ProfileReader(ProfileSchema.current())
                .read("x.yaml", true, YamlReader.read("x.yaml", yaml), new ArrayList<>());
        assertThat(file).isNotNull();
        return file;
    }

    private List<String> lint() throws Exception {
        return ProfileCatalog.shipped().withSite(directory.resolve("profiles.d")).lint().stream()
                .map(Finding::toString)
                .toList();
    }

    private void write(String kind, String id, String... lines) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("profiles.d"));
        Files.writeString(
                folder.resolve(id + ".yaml"),
                "schema: 1\nkind: " + kind + "\nid: " + id + "\ntitle: A test\nverified: unverified\n"
                        + String.join("\n", lines) + "\n");
    }
}
