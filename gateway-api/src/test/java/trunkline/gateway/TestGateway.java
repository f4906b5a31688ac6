package trunkline.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.SqlAccounts;
import trunkline.profile.ProfileCatalog;

/** A gateway on a free port and in a directory of its own, with one account, and a client that speaks to it. */
public final class TestGateway implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway gateway;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String key;

    private TestGateway(Gateway gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /**
     * Starts one.
     *
     * @param ways the sections {@code smsc}, {@code trunks} and {@code routes}
     */
    public static TestGateway start(Path directory, String ways) throws Exception {
        String yaml =
                """
                http: {listen: "127.0.0.1:0", public-url: "https://sms.example"}
                voice: {sip-listen: "127.0.0.1:0"}
                """
                        + ways;
        ConfigFile config = ConfigFile.parse("test.yaml", yaml, directory, ProfileCatalog.shipped());
        Gateway gateway = new Gateway(config);
        gateway.start();
        return new TestGateway(
                gateway, addAccount(config, directory.getFileName() + "-" + System.identityHashCode(gateway)));
    }

    private static String addAccount(ConfigFile config, String name) throws Exception {
        try (Database database = Database.openBeside(config.config().store().url(), config.directory());
                SqlAccounts accounts = SqlAccounts.open(database)) {
            return accounts.add(name, 1).orElseThrow();
        }
    }

    public String key() {
        return key;
    }

    public int port() {
        return gateway.address().getPort();
    }

    /** A request with the account's key. */
    public HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, BodyPublishers.ofString(body), "Bearer " + key);
    }

    /** A request; no credentials if {@code authorization} is empty. */
    public HttpResponse<String> send(String method, String path, BodyPublisher body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What GET answers, which must be 200. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", path, "");
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** The id of a message that is accepted. */
    public String accept(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send("POST", path, body);
        if (response.statusCode() != 201) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body()).get("id").asText();
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
