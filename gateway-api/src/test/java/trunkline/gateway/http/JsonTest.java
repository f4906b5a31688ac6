package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final byte[] SEED =
            "{\"from\": \"+46736265400\", \"a\": [1, -2.5e3, true, null], \"b\": {\"c\": \"\\u00e9 \\\\ é😀\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void anyOctetsGiveAnObjectOrAProblem() {
        Random random = new Random(7);
        int objects = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] body = mutated(random);
            try {
                assertThat(Json.readObject(body)).isNotNull();
                objects++;
            } catch (ProblemException e) {
                assertThat(e.problem().status()).isEqualTo(400);
            }
        }
        assertThat(objects).isPositive();
    }

    @Test
    void hugeNumbersAndNamesAreRefused() {
        for (String body : new String[] {
            "{\"a\":" + "9".repeat(10_000) + "}",
            "{\"" + "a".repeat(10_000) + "\":1}",
            "[".repeat(60_000),
            "{\"a\":".repeat(10_000)
        }) {
            try {
                Json.readObject(body.getBytes(StandardCharsets.UTF_8));
                throw new AssertionError(body.substring(0, 20));
            } catch (ProblemException e) {
                assertThat(e.problem().detail()).startsWith("the body is not valid JSON: ");
            }
        }
    }

    private static byte[] mutated(Random random) {
        byte[] body = SEED.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
    }
}
