package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.account.ServiceCredentials;

/**
 * Voximplant's own clients, nothing in them changed: that of npm over TLS, by a front that ends it, and that of Maven Central. They send,
 * are refused, and read the history. The one of npm needs node, and {@code npm ci} in interop; it is skipped where they are not, unless
 * {@code TRUNKLINE_INTEROP=required}.
 */
class VoximplantClientsIT {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+44", sms: [carrier-a]}]
            """;
    private static final Path FOLDER = Path.of("interop");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "447443332211";
    private static final String DESTINATION = "447443332212";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private static Path credentials;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
        Map.Entry<ServiceCredentials, Long> made = gateway.serviceCredentials();
        ObjectNode json = JSON.createObjectNode();
        json.put("account_email", "me@trunkline.invalid");
        json.put("account_id", made.getValue());
        json.put("key_id", made.getKey().keyId());
        json.put("private_key", made.getKey().privateKey());
        credentials = Files.writeString(directory.resolve("credentials.json"), json.toString());
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /** One call of the client of npm: its method, and the request as its documents write it. */
    private record Call(String method, Map<String, Object> request) {}

    /** What each call resolves to, or throws. */
    private static List<JsonNode> node(Call... calls) throws Exception {
        boolean installed = Files.isDirectory(FOLDER.resolve("node_modules/@voximplant/apiclient-nodejs"));
        if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            assertThat(installed)
                    .as("npm ci in gateway-api/interop was run, since TRUNKLINE_INTEROP=required")
                    .isTrue();
        }
        assumeTrue(installed, "npm ci in gateway-api/interop was not run");
        try (TlsFront front = TlsFront.before(gateway.port(), directory)) {
            ProcessBuilder builder = new ProcessBuilder(
                            "node",
                            "voximplant.js",
                            front.address(),
                            credentials.toString(),
                            JSON.writeValueAsString(calls))
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().remove("VOXIMPLANT_CREDENTIALS");
            builder.environment().put("NODE_EXTRA_CA_CERTS", front.certificate().toString());
            Process node = builder.start();
            String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
            List<JsonNode> answers = new ArrayList<>();
            JSON.readTree(output).forEach(answers::add);
            assertThat(answers).as(output).hasSize(calls.length);
            return answers;
        }
    }

    @Test
    void theClientOfNpmSendsFailsAndListsOverTls() throws Exception {
        Map<String, Object> sms = Map.of("source", SOURCE, "destination", DESTINATION, "smsBody", "Å from node");
        List<JsonNode> answers = node(
                new Call("sendSmsMessage", sms),
                new Call("sendSmsMessage", Map.of("source", SOURCE, "destination", "15551234567", "smsBody", "x")),
                new Call("a2PSendSms", Map.of("srcNumber", "Shop", "dstNumbers", DESTINATION + ";1", "text", "to all")),
                new Call("getSmsHistory", Map.of("sourceNumber", SOURCE, "direction", "OUT", "count", 10)),
                new Call("a2PGetSmsHistory", Map.of("sourceNumber", "Shop", "deliveryStatus", 1)),
                new Call("getSmsHistory", Map.of("sourceNumber", SOURCE, "output", "csv")),
                new Call("controlSms", Map.of("phoneNumber", "447443330000", "command", "disable")),
                new Call("getSmsHistory", Map.of("count", 1_001)));

        JsonNode sent = answers.get(0);
        assertThat(sent.get("result").intValue()).isEqualTo(1);
        assertThat(sent.get("fragmentsCount").intValue()).isEqualTo(1);
        assertThat(answers.get(1).at("/error/code").intValue()).isEqualTo(385);
        assertThat(answers.get(1).at("/error/msg").asText()).contains("no route for SMS matches");
        assertThat(answers.get(2).at("/result/0/destinationNumber").asText()).isEqualTo(DESTINATION);
        assertThat(answers.get(2).at("/failed/0/errorCode").intValue()).isEqualTo(385);
        JsonNode row = answers.get(3).get("result").get(0);
        assertThat(answers.get(3).get("totalCount").intValue()).isPositive();
        assertThat(row.get("messageId")).isEqualTo(sent.get("messageId"));
        assertThat(row.get("sourceNumber").longValue()).isEqualTo(Long.parseLong(SOURCE));
        assertThat(row.get("destinationNumber").longValue()).isEqualTo(Long.parseLong(DESTINATION));
        assertThat(row.get("direction").asText()).isEqualTo("OUT");
        assertThat(row.get("statusId").asText()).isEqualTo("3");
        assertThat(row.get("text").asText()).isEqualTo("Å from node");
        assertThat(answers.get(4).at("/result/0/deliveryStatus").asText()).isEqualTo("QUEUED");
        assertThat(answers.get(5).get("file_content").asText()).startsWith("message_id,source_number,");
        assertThat(answers.get(6).get("result").intValue()).isEqualTo(1);
        assertThat(answers.get(7).at("/error/msg").asText()).startsWith("'count' must be a whole number, 1 to 1000");
    }

    @Test
    void theClientOfMavenCentralSendsFailsAndLists() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "voximplant-client").toAbsolutePath() + "/*",
                        "VoximplantClient.java",
                        "127.0.0.1:" + gateway.port(),
                        credentials.toString(),
                        "447443331111",
                        DESTINATION)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(java.exitValue()).as(output).isZero();
        JsonNode understood =
                JSON.readTree(output.substring(output.stripTrailing().lastIndexOf('\n') + 1));

        assertThat(understood.get("sent").intValue()).isEqualTo(1);
        assertThat(understood.get("fragments").intValue()).isEqualTo(2);
        assertThat(understood.get("refusedCode").intValue()).isEqualTo(385);
        assertThat(understood.get("refusedMessage").asText()).contains("no route for SMS matches");
        assertThat(understood.get("total").intValue()).isEqualTo(1);
        assertThat(understood.get("rowSource").longValue()).isEqualTo(447443331111L);
        assertThat(understood.get("rowFragments").intValue()).isEqualTo(2);
        assertThat(understood.get("rowStatus").intValue()).isEqualTo(3);
        assertThat(understood.get("rowDate").longValue()).isPositive();
        assertThat(understood.get("a2pRefused").booleanValue()).isFalse();
        assertThat(understood.get("switched").intValue()).isEqualTo(1);
    }
}
