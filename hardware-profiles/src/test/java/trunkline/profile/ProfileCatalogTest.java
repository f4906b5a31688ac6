package trunkline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trunkline.profile.SmscProfile.IdBase;
import trunkline.profile.SmscProfile.Status;
import trunkline.profile.SmscProfile.StatusClass;
import trunkline.profile.schema.ProfileSchema;
import trunkline.profile.yaml.YamlReader;

class ProfileCatalogTest {

    private static final Path RESOURCES = Path.of("src/main/resources/profiles");

    private final ProfileCatalog catalog = ProfileCatalog.shipped();

    @Test
    void everyShippedProfileIsRead() {
        assertThat(catalog.names(ProfileKind.SMSC))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(catalog.smsc(id).port()).isPositive());
        assertThat(catalog.names(ProfileKind.TRUNK))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(catalog.trunk(id).port()).isPositive());
    }

    @Test
    void everyShippedProfileKeepsToTheSchema() throws Exception {
        ProfileReader reader = new ProfileReader(ProfileSchema.current());
        List<Finding> findings = new ArrayList<>();

        for (ProfileFile file : catalog.files()) {
            reader.read(file.name(), true, YamlReader.read(file.name(), RESOURCES.resolve(file.name())), findings);
        }

        assertThat(findings).isEmpty();
    }

    @Test
    void shippedProfilesGoTogether() {
        assertThat(catalog.check()).isEmpty();
        assertThat(catalog.files()).hasSameSizeAs(ProfileFolder.shipped());
    }

    @Test
    void theIndexNamesEveryFileThatIsThere() throws IOException {
        List<String> index = Files.readAllLines(RESOURCES.resolve("index"));

        try (Stream<Path> files = Files.walk(RESOURCES)) {
            assertThat(files.filter(path -> path.toString().endsWith(".yaml"))
                            .map(path -> RESOURCES.relativize(path).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(index);
        }
        assertThat(index).isSorted();
    }

    @Test
    void everyShippedProfileLiesUnderItsKindAndItsId() {
        assertThat(catalog.files()).allSatisfy(file -> assertThat(file.name())
                .isEqualTo(file.head().kind().label() + "/" + file.head().id() + ".yaml"));
    }

    @Test
    void everyValueThatIsShippedHasItsSource() {
        assertThat(catalog.lint()).filteredOn(Finding::isError).isEmpty();
    }

    @Test
    void theBaseHasTheDefaultsOfTheField() {
        SmscProfile base = catalog.smsc("smpp-34-base");

        assertThat(base.flow().window()).isEqualTo(10);
        assertThat(base.timers().enquireLink()).isEqualTo(Duration.ofSeconds(30));
        assertThat(base.ids().submitResponse().base()).isEqualTo(IdBase.LEARN);
        assertThat(base.statuses()).containsEntry(0x58, new Status("ESME_RTHROTTLED", StatusClass.THROTTLE));
    }

    @Test
    void aProfileSaysOnlyWhatIsDifferent() {
        SmscProfile vonage = catalog.smsc("vonage");

        assertThat(vonage.ids().submitResponse().base()).isEqualTo(IdBase.HEX);
        assertThat(vonage.ids().receiptText().base()).isEqualTo(IdBase.DECIMAL);
        assertThat(vonage.flow()).isEqualTo(catalog.smsc("smpp-34-base").flow());
        assertThat(catalog.smsc("smpp-io").statuses()).containsKeys(0x67, 0x58);
    }

    @Test
    void everyValueTellsWhereItIsFrom() throws InvalidProfileException {
        EffectiveProfile vonage = catalog.effective(ProfileKind.SMSC, "vonage", Overrides.NONE);

        assertThat(vonage.chain()).containsExactly("smpp-34-base", "vonage");
        EffectiveValue base = vonage.value("/smpp/ids/submit_resp/base").orElseThrow();
        assertThat(base.value()).isEqualTo("hex");
        assertThat(base.profile()).isEqualTo("vonage");
        assertThat(base.origin()).matches("smsc/vonage.yaml:[0-9]+");
        assertThat(base.sources()).singleElement().asString().startsWith("https://api.support.vonage.com/");
        assertThat(vonage.value("/smpp/flow/window").orElseThrow().origin()).startsWith("smsc/smpp-34-base.yaml:");
        assertThat(lineOf("smsc/vonage.yaml", base.line())).contains("submit_resp:");
    }

    private static String lineOf(String file, int line) {
        try {
            return Files.readAllLines(RESOURCES.resolve(file)).get(line - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void saysWhichProfilesThereAre() {
        assertThatThrownBy(() -> catalog.smsc("sip-base"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no smsc profile is called 'sip-base': there are [")
                .hasMessageContaining("smpp-34-base");
    }
}
