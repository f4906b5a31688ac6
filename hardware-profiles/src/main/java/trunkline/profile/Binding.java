package trunkline.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;

/**
 * From the tree of a merged profile to its record, key by key. The schema has been asked before, so what does not fit here
 * is a difference between the schema and the record.
 */
final class Binding {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new DurationReader())
                    .addKeyDeserializer(Integer.class, new NumberKeyReader()))
            .build();

    private Binding() {}

    static <P> P bind(String id, ObjectNode section, Class<P> type) {
        section.put("id", id);
        try {
            return MAPPER.treeToValue(section, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("profile " + id + " does not fit " + type.getSimpleName(), e);
        }
    }

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}; {@code none} is zero. */
    private static final class DurationReader extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            if (text.equals("none")) {
                return Duration.ZERO;
            }
            int digits = 0;
            while (Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            long count = Long.parseLong(text, 0, digits, 10);
            return switch (text.substring(digits)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
    }

    /** {@code 0x58}, {@code 8}. */
    private static final class NumberKeyReader extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return (int) (long) Long.decode(key);
        }
    }
}
