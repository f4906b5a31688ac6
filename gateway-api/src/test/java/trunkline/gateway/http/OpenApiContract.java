package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** A document of OpenAPI that a gateway serves, and real requests and answers held to it. */
final class OpenApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode document;

    private OpenApiContract(ObjectNode document) {
        this.document = document;
    }

    /** The document at {@code path}, as anybody gets it. */
    static OpenApiContract served(TestGateway gateway, String path) throws Exception {
        HttpResponse<String> response = gateway.http().send("GET", path, BodyPublishers.noBody(), "");
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return new OpenApiContract((ObjectNode) JSON.readTree(response.body()));
    }

    /** Method and pattern of each operation. */
    Set<String> described() {
        Set<String> described = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return described;
    }

    void assertConsistent() {
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
        assertThat(document.get("paths").findValuesAsText("operationId")).doesNotHaveDuplicates();
    }

    /** What a value does not keep to. */
    List<String> problems(JsonNode schema, JsonNode value) {
        ObjectNode whole = document.objectNode();
        whole.set("components", document.get("components"));
        whole.setAll((ObjectNode) schema);
        List<String> problems = new ArrayList<>();
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(value)
                .forEach(error -> problems.add(error.toString()));
        return problems;
    }

    JsonNode operation(String method, String pattern) {
        JsonNode operation =
                document.at("/paths/" + pattern.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT));
        assertThat(operation.isMissingNode()).as(method + " " + pattern).isFalse();
        return operation;
    }

    /** Asks, and holds the request and its answer to what the operation at {@code pattern} says of them. */
    HttpResponse<String> exchange(HttpSender sender, String method, String pattern, String path, String body)
            throws Exception {
        return check(method, pattern, body, sender.send(method, path, body));
    }

    /** The same with other credentials; "" for none. */
    HttpResponse<String> exchange(
            HttpSender sender, String method, String pattern, String path, String body, String authorization)
            throws Exception {
        return check(method, pattern, body, sender.send(method, path, BodyPublishers.ofString(body), authorization));
    }

    private HttpResponse<String> check(String method, String pattern, String body, HttpResponse<String> response)
            throws Exception {
        JsonNode operation = operation(method, pattern);
        String shown = response.request().method() + " " + response.uri() + " " + body + ": " + response.statusCode()
                + " " + response.body();
        JsonNode described = operation.path("responses").path(Integer.toString(response.statusCode()));
        if (described.isMissingNode()) {
            assertThat(response.statusCode()).as(shown).isBetween(400, 599);
            described = operation.path("responses").path("default");
        }
        JsonNode content = described.path("content");
        String type = response.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
        if (content.isMissingNode()) {
            assertThat(response.body()).as(shown).isEmpty();
        } else {
            assertThat(content.has(type)).as(shown + " of type " + type).isTrue();
            JsonNode schema = content.path(type).path("schema");
            if (!schema.isMissingNode() && type.endsWith("json")) {
                assertThat(problems(schema, HttpSender.json(response)))
                        .as(shown)
                        .isEmpty();
            }
        }
        JsonNode asked = operation.at("/requestBody/content/application~1json/schema");
        if (!asked.isMissingNode() && !body.isEmpty()) {
            boolean fits = problems(asked, JSON.readTree(body)).isEmpty();
            if (!isRefused(response)) {
                assertThat(fits).as("was taken, and is not described: " + shown).isTrue();
            } else if (!fits && response.statusCode() >= 300) {
                assertThat(response.statusCode()).as(shown).isBetween(400, 422);
            }
        }
        return response;
    }

    /** Some vendors say with status 200 what was wrong. */
    private static boolean isRefused(HttpResponse<String> response) throws Exception {
        return response.statusCode() >= 300
                || (response.body().startsWith("{\"error\"")
                        && HttpSender.json(response).has("error"));
    }
}
