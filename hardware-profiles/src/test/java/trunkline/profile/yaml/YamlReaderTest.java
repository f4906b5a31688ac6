package trunkline.profile.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.profile.yaml.YamlValue.Mapping;
import trunkline.profile.yaml.YamlValue.Scalar;

class YamlReaderTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2775|INTEGER",
                "-3|INTEGER",
                "0x2c|INTEGER",
                "0|INTEGER",
                "007|TEXT",
                "0.2|DECIMAL",
                "1e3|TEXT",
                "true|FLAG",
                "yes|TEXT",
                "no|TEXT",
                "on|TEXT",
                "null|NOTHING",
                "~|NOTHING",
                "30s|TEXT",
                "'2775'|TEXT",
                "\"true\"|TEXT",
                "2026-11-26|TEXT",
                "12:30:45|TEXT",
                "99999999999999999999|TEXT",
            })
    void readsScalarsAsTheCoreSchemaDoes(String yaml, ScalarType type) throws BadYamlException {
        Mapping file = YamlReader.read("f", "key: " + yaml);

        assertThat(file.entries().get("key")).isInstanceOfSatisfying(Scalar.class, scalar -> assertThat(scalar.type())
                .isEqualTo(type));
    }

    @Test
    void knowsTheLineOfEveryValue() throws BadYamlException {
        Mapping file = YamlReader.read("f", "a: 1\nb:\n  - x\n  - {c: d}\n");

        assertThat(file.entries().get("b")).isInstanceOfSatisfying(YamlValue.Sequence.class, list -> {
            assertThat(list.line()).isEqualTo(3);
            assertThat(list.items()).extracting(YamlValue::line).containsExactly(3, 4);
        });
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- 1|f: must be a mapping of keys to values",
                "a: [|f:1: is not valid YAML: expected the node content",
                "a: 1\\na: 2|f:2: is not valid YAML: 'a' is there twice",
                "? [x]\\n: 1|f:1: is not valid YAML: a key must be a plain text",
                "a: !!java.net.URL [x]|f:1: is not valid YAML: Global tag is not allowed",
                "a: !secret x|f:1: is not valid YAML: has the tag '!secret': tags are not read",
                "a: &a [*a]|f:1: is not valid YAML: is nested deeper than 20",
                "a: *b|f:1: is not valid YAML: found undefined alias b",
                "a: \\7|f: is not valid YAML: special characters are not allowed",
                "a: 1\\n---\\nb: 2|f:2: is not valid YAML: but found another document",
            })
    void refusesWhatItDoesNotRead(String yaml, String problem) {
        assertThatThrownBy(() -> YamlReader.read("f", yaml.translateEscapes()))
                .isInstanceOf(BadYamlException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void aFileOfManyAliasesCostsLittle() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 25; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatThrownBy(
                        () -> YamlReader.read("f", laughs.toString()))
                .isInstanceOf(BadYamlException.class)
                .hasMessageMatching("f:\\d+: is not valid YAML: (has more than 200000 values|is nested deeper).*"));
    }

    @Test
    void aDeepOrHugeFileIsRefused() throws Exception {
        assertThatThrownBy(() -> YamlReader.read("f", "a: " + "[".repeat(1_000)))
                .hasMessageContaining("is not valid YAML");
        assertThatThrownBy(() -> YamlReader.read("f", "a: " + "x".repeat(1_100_000)))
                .hasMessageContaining("is not valid YAML");
        Path huge = Files.write(directory.resolve("huge"), new byte[3_000_000]);
        assertThatThrownBy(() -> YamlReader.read("f", huge))
                .hasMessage("f: is not valid YAML: is longer than 1048576 octets");
    }

    @Test
    void anythingIsAValueOrABadYamlException() throws Exception {
        Random random = new Random(20_261_126);
        String good = "schema: 1\nsmpp:\n  - &x {a: 'b', \"c\": [1, ~]}\n  - *x\n# comment\n\"k\": |\n  text\n";
        for (int round = 0; round < 3_000; round++) {
            byte[] octets = good.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(6); change >= 0; change--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(128);
            }
            String text = new String(octets, StandardCharsets.UTF_8);
            assertThatCode(() -> readOrRefuse(text)).as(text).doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(String text) {
        try {
            YamlReader.read("f", text);
        } catch (BadYamlException refused) {
            assertThat(refused.problem()).startsWith("f");
        }
    }
}
