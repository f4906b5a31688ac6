package trunkline.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.profile.ProfileCatalog;

/** {@code gateway.yaml} at the root says what the defaults are: here it is held to that. */
class ReferenceConfigTest {

    private static final Path REFERENCE = Path.of("../gateway.yaml");
    private static final ProfileCatalog PROFILES = ProfileCatalog.shipped();
    /** A line of one of the examples, which stand behind {@code #} and at least two blanks. */
    private static final Pattern EXAMPLE = Pattern.compile("#(  +[a-z -].*)");

    @TempDir
    private Path directory;

    @Test
    void saysTheDefaultOfEveryKey() throws Exception {
        ConfigFile reference = ConfigFile.parse("gateway.yaml", Files.readString(REFERENCE), directory, PROFILES);
        ConfigFile empty = ConfigFile.parse("empty.yaml", "", directory, PROFILES);

        assertThat(reference.config()).isEqualTo(empty.config());
        assertThat(keys(reference)).isEqualTo(keys(empty));
        assertThat(reference.settings())
                .as("every key is written in the reference")
                .allSatisfy(setting -> assertThat(setting.origin()).startsWith("gateway.yaml:"));
    }

    @Test
    void itsExamplesSayTheDefaultOfEveryKeyTheyCanHave() throws Exception {
        Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(directory.resolve("secrets/a"), "password");
        Files.writeString(directory.resolve("secrets/pbx"), "password");
        String examples = Files.readAllLines(REFERENCE).stream()
                .map(line -> line.replaceFirst("^(smsc|trunks|routes|numbers|keywords): \\[\\]$", "$1:"))
                .map(line -> EXAMPLE.matcher(line).replaceFirst("$1"))
                .collect(Collectors.joining("\n"));
        ConfigFile withExamples = ConfigFile.parse("examples", examples, directory, PROFILES);
        ConfigFile barest = ConfigFile.parse(
                "barest",
                """
                smsc: [{name: carrier-a, host: smsc.example, system-id: gw, password-file: secrets/a}]
                trunks: [{name: pbx, proxy: "sip.example", password-file: secrets/pbx}]
                routes: [{to: "+46", sms: [carrier-a], voice: [pbx]}]
                numbers: [{number: "+46701234567", account: shop, senders: [Shop]}]
                keywords: [{keyword: HOURS, reply: "We are open from 9 to 17."}]
                """,
                directory,
                PROFILES);

        assertThat(withExamples.config()).isEqualTo(barest.config());
        assertThat(withExamples.settings())
                .filteredOn(setting -> setting.key().matches("(smsc|trunks|routes)\\[.*"))
                .as("every key of an entry is written in its example")
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.origin()).startsWith("examples:"));
    }

    private static List<String> keys(ConfigFile file) {
        return file.settings().stream().map(Setting::key).toList();
    }

    @Test
    void valuesAreShownAsTheyAreWritten() throws Exception {
        ConfigFile reference = ConfigFile.parse("gateway.yaml", Files.readString(REFERENCE), directory, PROFILES);
        Map<String, String> shown =
                reference.settings().stream().collect(Collectors.toMap(Setting::key, Setting::value));

        assertThat(shown)
                .containsEntry("sms.validity", "72h")
                .containsEntry("sms.retry-first", "5s")
                .containsEntry("http.rate-limit", "5000/s")
                .containsEntry("voice.file-max-size", "20MB")
                .containsEntry("voice.rtp-ports", "16384-32767");
    }
}
