package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The curl lines in the pages of the vendors' APIs, run as they stand there: each gives the answer that stands under it, with
 * the same members of the same types, and the same texts where they are not ids or times. Skipped where there is no curl,
 * unless {@code TRUNKLINE_INTEROP=required}.
 */
class ApiDocsIT {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+", sms: [carrier-a]}]
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"voicetel", "voip-communications", "voximplant"})
    void everyCurlLineGivesTheAnswerUnderIt(String page, @TempDir Path directory) throws Exception {
        DocumentedCurl.require();
        List<DocumentedCurl> examples = DocumentedCurl.in("api/" + page);
        assertThat(examples).isNotEmpty();
        try (TestGateway gateway = TestGateway.start(directory, WAYS)) {
            for (DocumentedCurl example : examples) {
                JsonNode answer = JSON.readTree(example.run(gateway, directory, "", ""));

                assertThat(shape(answer)).as(example.command()).isEqualTo(shape(JSON.readTree(example.answer())));
            }
        }
    }

    /** The answer with what is new in every one of them left out: ids and times. */
    private static String shape(JsonNode answer) throws Exception {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(answer)
                .replaceAll("\"[0-9a-hjkmnp-tv-z]{26}\"", "\"ID\"")
                .replaceAll("\"\\d{4}-\\d\\d-\\d\\d[ T][0-9:]+Z?\"", "\"TIME\"")
                .replaceAll("([:,\\[] )\\d{10,}", "$1NUMBER");
    }
}
