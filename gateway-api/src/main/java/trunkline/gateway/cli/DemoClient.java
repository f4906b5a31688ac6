package trunkline.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Speaks to the API as any client would. */
final class DemoClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPEN =
            Set.of("accepted", "scheduled", "submitted", "calling", "ringing", "playing");
    private static final String PHONE = "Mozilla/5.0 (Linux; Android 14; Mobile) Firefox/130.0";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String key;

    DemoClient(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** The answer, which must be a success. */
    JsonNode send(String method, String path, byte[] body) throws IOException, InterruptedException {
        return JSON.readTree(exchange(method, path, body));
    }

    /** What is at {@code path}, which is not JSON. */
    byte[] bytes(String path) throws IOException, InterruptedException {
        return exchange("GET", path, new byte[0]);
    }

    private byte[] exchange(String method, String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + key)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + " was answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    void delete(String path) throws IOException, InterruptedException {
        exchange("DELETE", path, new byte[0]);
    }

    /** Presses the button behind a link, as somebody does on his phone. */
    void click(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("User-Agent", PHONE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("by=button"))
                .build();
        var unused = client.send(request, BodyHandlers.discarding());
    }

    /** The events of these kinds from now on. */
    DemoEvents events(List<String> kinds, Duration patience) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/events?events=" + String.join(",", kinds)))
                .header("Authorization", "Bearer " + key)
                .build();
        return DemoEvents.open(client, request, patience);
    }

    /** The id of the message that a request asks for. */
    String accept(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8))
                .path("id")
                .asText();
    }

    /** The message once it has ended, or as it is when patience does. */
    JsonNode awaitFinal(String path, Duration patience) throws IOException, InterruptedException {
        long looks = patience.dividedBy(BETWEEN_LOOKS);
        JsonNode message = send("GET", path, new byte[0]);
        for (long look = 0; look < looks && OPEN.contains(message.path("status").asText()); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            message = send("GET", path, new byte[0]);
        }
        return message;
    }
}
