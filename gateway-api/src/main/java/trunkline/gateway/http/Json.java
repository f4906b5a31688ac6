package trunkline.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON in and out; strict and bounded on the way in. */
public final class Json {

    private static final int DEPTH_MAX = 16;
    private static final int NUMBER_MAX = 64;
    private static final int NAME_MAX = 256;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_MAX)
                            .maxNameLength(NAME_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** A new object, to be filled. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** In UTF-8, without line breaks. */
    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of ours always writes", e);
        }
    }

    /** Reads one object; anything else is a {@link Problem}. */
    public static ObjectNode readObject(byte[] body) throws ProblemException {
        if (body.length == 0) {
            throw new ProblemException(Problem.badRequest("the request has no body: a JSON object is needed"));
        }
        try {
            // Jackson lets some malformed UTF-8 through
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            try (JsonParser parser = MAPPER.createParser(text)) {
                JsonNode node = MAPPER.readTree(parser);
                if (node instanceof ObjectNode object) {
                    return object;
                }
                throw new ProblemException(Problem.badRequest("the body must be a JSON object"));
            }
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.badRequest("the body is not UTF-8"));
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.badRequest(
                    "the body is not valid JSON: " + e.getOriginalMessage() + where(e.getLocation())));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /** A constraint that is broken has no location. */
    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
