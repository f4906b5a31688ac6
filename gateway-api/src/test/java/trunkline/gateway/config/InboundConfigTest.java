package trunkline.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.inbound.KeywordRule;
import trunkline.gateway.inbound.OwnNumbers;
import trunkline.gateway.inbound.OwnNumbers.Own;
import trunkline.profile.ProfileCatalog;

class InboundConfigTest {

    @Test
    void readsNumbersAndKeywords() throws Exception {
        InboundConfig config = read(
                """
                inbound: {incomplete-after: 1h, stop-words: [genug], stop-reply: "ok"}
                numbers:
                  - {number: "72345", account: shop, senders: [Shop]}
                  - {number: "+4670*", account: bank}
                keywords: [{keyword: Öppet, reply: "9 to 17"}]
                """);
        assertThat(config.numbers())
                .containsExactly(new Own("72345", "shop", List.of("Shop")), new Own("+4670*", "bank", List.of()));
        assertThat(config.replies().keywords()).containsExactly(new KeywordRule("*", "Öppet", "9 to 17"));
        assertThat(config.replies().stop()).isEqualTo("ok");
        assertThat(config.incompleteAfter()).hasHours(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numbers: [{number: '+46*70', account: a}] | 'numbers[0].number' is '+46*70': must be a number",
                "numbers: [{number: '1'}] | 'numbers[0].account' is missing: must be the name of an account",
                "numbers: [{number: '+46', account: a}, {number: '0046', account: b}] | 'numbers[1].number' is '0046': is there twice",
                "keywords: [{keyword: '!', reply: a}] | 'keywords[0].keyword' is '!': must be the word",
                "keywords: [{keyword: a}] | 'keywords[0].reply' is missing: must be the text that is sent back",
                "inbound: {stop-words: ['?']} | 'inbound.stop-words' is",
                "inbound: {replies-per-hour: -1} | 'inbound.replies-per-hour' is '-1': must be 0 to 1000"
            })
    void saysKeyValueAndRule(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aNumberIsOfItsOwnEntryBeforeThatWithTheLongestBeginning() {
        OwnNumbers numbers = new OwnNumbers(List.of(
                new Own("*", "rest", List.of()),
                new Own("+46*", "sweden", List.of()),
                new Own("+46701234567", "shop", List.of()),
                new Own("+4670*", "mobile", List.of())));
        assertThat(List.of("46701234567", "+46709", "004631", "72345", "Shop"))
                .extracting(number -> String.valueOf(numbers.of(number)))
                .satisfiesExactly(
                        one -> assertThat(one).contains("shop"),
                        one -> assertThat(one).contains("mobile"),
                        one -> assertThat(one).contains("sweden"),
                        one -> assertThat(one).contains("rest"),
                        one -> assertThat(one).contains("rest"));
    }

    private static InboundConfig read(String yaml) throws Exception {
        return ConfigFile.parse("test.yaml", yaml, Path.of("."), ProfileCatalog.shipped())
                .config()
                .inbound();
    }
}
