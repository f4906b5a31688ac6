package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
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
    private static final String INDENT = "    ";

    private record Example(String command, String answer) {}

    @ParameterizedTest
    @ValueSource(strings = {"voicetel", "voip-communications", "voximplant"})
    void everyCurlLineGivesTheAnswerUnderIt(String page, @TempDir Path directory) throws Exception {
        requireCurl();
        List<Example> examples = examples(Path.of("..", "docs", "api", page + ".md"));
        assertThat(examples).isNotEmpty();
        try (TestGateway gateway = TestGateway.start(directory, WAYS)) {
            for (Example example : examples) {
                JsonNode answer = JSON.readTree(run(gateway, example.command()));

                assertThat(shape(answer)).as(example.command()).isEqualTo(shape(JSON.readTree(example.answer())));
            }
        }
    }

    /** Each indented curl command, which may go on after a backslash, and the indented lines after an empty one. */
    private static List<Example> examples(Path page) throws Exception {
        List<Example> examples = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(INDENT + "curl ")) {
                continue;
            }
            StringBuilder command = new StringBuilder(lines.get(i));
            while (lines.get(i).endsWith("\\")) {
                command.append('\n').append(lines.get(++i));
            }
            StringBuilder answer = new StringBuilder();
            for (i += 2; i < lines.size() && lines.get(i).startsWith(INDENT); i++) {
                answer.append(lines.get(i)).append('\n');
            }
            examples.add(new Example(command.toString(), answer.toString()));
        }
        return examples;
    }

    private static String run(TestGateway gateway, String command) throws Exception {
        String local = command.replace("http://127.0.0.1:8080", "http://127.0.0.1:" + gateway.port());
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", local.replaceFirst("curl ", "curl -sS "));
        bash.environment().put("KEY", gateway.key());
        bash.environment().put("NAME", gateway.account());
        Process process = bash.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** The answer with what is new in every one of them left out: ids and times. */
    private static String shape(JsonNode answer) throws Exception {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(answer)
                .replaceAll("\"[0-9a-hjkmnp-tv-z]{26}\"", "\"ID\"")
                .replaceAll("\"\\d{4}-\\d\\d-\\d\\d[ T][0-9:]+Z?\"", "\"TIME\"")
                .replaceAll("([:,\\[] )\\d{10,}", "$1NUMBER");
    }

    private static void requireCurl() throws Exception {
        boolean there =
                new ProcessBuilder("bash", "-c", "command -v curl").start().waitFor() == 0;
        if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            assertThat(there).as("curl is installed").isTrue();
        }
        Assumptions.assumeTrue(there, "curl is not installed");
    }
}
