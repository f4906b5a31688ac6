package trunkline.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of the API, wherever the gateway runs. */
public final class HttpSender {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private final String key;

    public HttpSender(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** The account's key. */
    String key() {
        return key;
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body, String authorization)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, authorization), BodyHandlers.ofString());
    }

    /** With the account's key. */
    public HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, BodyPublishers.ofString(body), "Bearer " + key);
    }

    /** Without credentials, with a body of this type; "" for none. */
    public HttpResponse<String> send(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        return send(method, path, contentType, body, "");
    }

    /** With a body of this type and with these credentials; "" for none. */
    public HttpResponse<String> send(String method, String path, String contentType, String body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** POST with the account's key and an {@code Idempotency-Key}. */
    public HttpResponse<String> once(String path, String body, String idempotencyKey)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** How many messages were kept, as the metrics tell. */
    public double accepted() throws IOException, InterruptedException {
        return send("GET", "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("trunkline_messages_accepted_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    /** What GET answers, as octets. */
    public HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        return client.send(request("GET", path, BodyPublishers.noBody(), "Bearer " + key), BodyHandlers.ofByteArray());
    }

    /** The status of the answer, later. */
    public CompletableFuture<Integer> sendLater(String path, String body) {
        return client.sendAsync(
                        request("POST", path, BodyPublishers.ofString(body), "Bearer " + key), BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    /** The status of the answer to a DELETE, later. */
    public CompletableFuture<Integer> deleteLater(String path) {
        return client.sendAsync(
                        request("DELETE", path, BodyPublishers.noBody(), "Bearer " + key), BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    /** The id of a message that is accepted, later. */
    public CompletableFuture<String> acceptLater(String path, String body) {
        return client.sendAsync(
                        request("POST", path, BodyPublishers.ofString(body), "Bearer " + key), BodyHandlers.ofString())
                .thenApply(response -> {
                    try {
                        return JSON.readTree(response.body()).get("id").asText();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    /** What GET answers, which must be 200. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return expect(200, "GET", path, "");
    }

    /** The id of a message that is accepted. */
    public String accept(String path, String body) throws IOException, InterruptedException {
        return expect(201, "POST", path, body).get("id").asText();
    }

    private JsonNode expect(int status, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() != status) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return json(response);
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }
}
