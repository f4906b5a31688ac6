package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.webhook.HookServer;
import trunkline.gateway.webhook.HookServer.Hook;

/**
 * Webhooks checked by {@code standardwebhooks} of npm. Needs node, and {@code npm ci} in interop; skipped where they
 * are not, unless {@code TRUNKLINE_INTEROP=required}.
 */
class StandardWebhooksIT {

    private static final Path FOLDER = Path.of("interop");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @BeforeEach
    void needsTheLibrary() {
        boolean installed = Files.isDirectory(FOLDER.resolve("node_modules/standardwebhooks"));
        if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            assertThat(installed)
                    .as("npm ci in gateway-api/interop was run, since TRUNKLINE_INTEROP=required")
                    .isTrue();
        }
        assumeTrue(installed, "npm ci in gateway-api/interop was not run");
    }

    @Test
    void theSecretThatWasGivenVerifiesWhatIsSentAndSoDoesTheOneBeforeIt() throws Exception {
        try (HookServer server = HookServer.good();
                TestGateway gateway = TestGateway.start(directory, "webhooks: {allow-networks: [127.0.0.1]}")) {
            JsonNode made =
                    HttpSender.json(gateway.http().send("POST", "/webhooks", "{\"url\": \"" + server.url() + "\"}"));
            String path = "/webhooks/" + made.get("id").asText();
            String first = made.get("secret").asText();
            Hook signedOnce = tested(gateway, path, server);

            String second = HttpSender.json(gateway.http().send("POST", path + "/secrets", ""))
                    .get("secret")
                    .asText();
            Hook signedTwice = tested(gateway, path, server);

            assertThat(verify(first, signedOnce, signedOnce.body())).isEqualTo("valid");
            assertThat(verify(second, signedOnce, signedOnce.body())).isEqualTo("No matching signature found");
            assertThat(verify(first, signedTwice, signedTwice.body())).isEqualTo("valid");
            assertThat(verify(second, signedTwice, signedTwice.body())).isEqualTo("valid");
            assertThat(verify(second, signedTwice, signedTwice.body() + " ")).isEqualTo("No matching signature found");
        }
    }

    /** The webhook that a test sends, once the endpoint is taken up with the secrets it has. */
    private static Hook tested(TestGateway gateway, String path, HookServer server) {
        int before = server.hooks().size();
        int signatures = before == 0 ? 1 : 2;
        await().atMost(30, SECONDS).until(() -> {
            gateway.http().send("POST", path + "/test", "");
            int last = server.hooks().size() - 1;
            return last >= before && signatures(server.hooks().get(last)) == signatures;
        });
        return server.hooks().get(server.hooks().size() - 1);
    }

    private static int signatures(Hook hook) {
        return hook.headers().getOrDefault("webhook-signature", "").split(" ", -1).length;
    }

    private static String verify(String secret, Hook hook, String body) throws Exception {
        Process node = new ProcessBuilder("node", "verify.js")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (PrintWriter in = new PrintWriter(node.outputWriter(StandardCharsets.UTF_8));
                BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            in.println(JSON.writeValueAsString(Map.of("secret", secret, "headers", hook.headers(), "body", body)));
            in.flush();
            return out.readLine();
        } finally {
            node.destroy();
        }
    }
}
