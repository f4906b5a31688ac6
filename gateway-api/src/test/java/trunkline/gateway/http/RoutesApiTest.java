package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

class RoutesApiTest {

    @TempDir
    private Path directory;

    @Test
    void explainsWhichWayAMessageWouldGo() throws Exception {
        try (TestGateway gateway = TestGateway.start(
                directory,
                """
                smsc:
                  - {name: a, host: 127.0.0.1, port: 1, system-id: gw}
                  - {name: b, host: 127.0.0.1, port: 1, system-id: gw}
                trunks: [{name: pbx, proxy: "127.0.0.1:9"}]
                routes:
                  - {name: sweden, to: "+46", sms: [a]}
                  - {name: norway, to: "+47", sms: [a, b], choose: delivery-rate}
                  - {name: calls, to: "+", voice: [pbx]}
                """)) {
            JsonNode sms = HttpSender.json(
                    gateway.http().send("POST", "/routes/explain", "{\"to\": \"+46736265449\", \"from\": \"Shop\"}"));
            assertThat(sms.get("way").asText()).isEqualTo("a");
            assertThat(sms.get("route").asText()).isEqualTo("sweden");
            assertThat(sms.at("/rows/2/why").asText()).isEqualTo("it has no SMSC");
            JsonNode call = HttpSender.json(gateway.http()
                    .send("POST", "/routes/explain", "{\"to\": \"+4915112345678\", \"class\": \"voice\"}"));
            assertThat(call.get("way").asText()).isEqualTo("pbx");
            assertThat(call.at("/rows/0/why").asText()).isEqualTo("it has no trunk");

            JsonNode rated =
                    HttpSender.json(gateway.http().send("POST", "/routes/explain", "{\"to\": \"+4740000000\"}"));
            assertThat(rated.at("/ways/0/delivery_rate").isNull()).isTrue();
            assertThat(rated.at("/ways/0/judged").asInt(-1)).isZero();

            HttpResponse<String> wrong =
                    gateway.http().send("POST", "/routes/explain", "{\"to\": \"+46736265449\", \"class\": \"mms\"}");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("class", "mms");
        }
    }
}
