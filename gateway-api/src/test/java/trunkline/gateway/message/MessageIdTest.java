package trunkline.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

    @Test
    void writes26CharactersOfCrockfordsBase32() {
        assertThat(new MessageId(0, 0).text()).isEqualTo("00000000000000000000000000");
        assertThat(new MessageId(0, 31).text()).isEqualTo("0000000000000000000000000z");
        assertThat(new MessageId(1, 0).text()).isEqualTo("0000000000000g000000000000");
        assertThat(new MessageId(-1, -1).text()).isEqualTo("7zzzzzzzzzzzzzzzzzzzzzzzzz");
    }

    @Test
    void readsWhatItWrites() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            MessageId id = new MessageId(random.nextLong(), random.nextLong());
            assertThat(MessageId.parse(id.text())).isEqualTo(id);
        }
    }

    @Test
    void sortsAsTextLikeItsKeys() {
        assertThat(new MessageId(5, -1).text()).isLessThan(new MessageId(6, 0).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0000000000000000000000000",
                "000000000000000000000000000",
                "80000000000000000000000000",
                "0000000000000000000000000u",
                "0000000000000000000000000Z",
                "../../../../../etc/passwd0"
            })
    void readsNothingElse(String text) {
        assertThat(MessageId.parse(text)).isNull();
    }
}
