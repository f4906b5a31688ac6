package trunkline.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTextTest {

    @Test
    void itsGapsAreFilledAndTheRestStaysAsItIs() {
        TemplateText text = TemplateText.of("{{name}}, your code is {{code}}: {{code}} {} { }} €");

        assertThat(text.variables()).containsExactly("name", "code");
        assertThat(text.filled(Map.of("name", "Ann", "code", "0042")))
                .isEqualTo("Ann, your code is 0042: 0042 {} { }} €");
    }

    @Test
    void whatFillsAGapIsNotReadAgain() {
        assertThat(TemplateText.of("{{a}}{{b}}").filled(Map.of("a", "{{b}}", "b", "{{a}}")))
                .isEqualTo("{{b}}{{a}}");
    }

    @Test
    void aTextWithoutGapsIsOne() {
        TemplateText text = TemplateText.of("closed today");

        assertThat(text.variables()).isEmpty();
        assertThat(text.filled(Map.of())).isEqualTo("closed today");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|must be 1 to 2000 characters",
                "a {{code|has {{ at character 3 and no }} behind it",
                "{{}}|has between {{ and }} at character 1 what is no name",
                "{{Code}}|has between {{ and }} at character 1 what is no name",
                "{{ code }}|has between {{ and }} at character 1 what is no name",
                "{{1}}|has between {{ and }} at character 1 what is no name",
                "{{a}}{{b-c}}|has between {{ and }} at character 6 what is no name",
                "{{abcdefghijabcdefghijabcdefghijabc}}|has between {{ and }} at character 1 what is no name",
                "{{{a}}}|has between {{ and }} at character 1 what is no name",
            })
    void saysWhatIsWrong(String text, String rule) {
        assertThat(TemplateText.brokenRule(text)).startsWith(rule);
    }

    @Test
    void isBounded() {
        assertThat(TemplateText.brokenRule("x".repeat(2_000))).isNull();
        assertThat(TemplateText.brokenRule("x".repeat(2_001))).startsWith("must be 1 to 2000 characters");
        assertThat(TemplateText.brokenRule(gaps(50) + gaps(50))).isNull();
        assertThat(TemplateText.brokenRule(gaps(51))).isEqualTo("must have at most 50 different variables");
    }

    private static String gaps(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{{v" + i + "}}").collect(Collectors.joining());
    }
}
