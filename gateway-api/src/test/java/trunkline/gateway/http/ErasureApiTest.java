package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;

/** {@code POST /numbers/erase} over a real connection. */
class ErasureApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            """;
    private static final String PATH = "/numbers/erase";

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    @Test
    void messagesThatAreNotOverAreFirstRefusedAndThenTakenBack() throws Exception {
        JsonNode message = HttpSender.json(GATEWAY.get()
                .http()
                .send("POST", "/messages/sms", "{\"from\": \"Shop\", \"to\": \"+46736265449\", \"message\": \"x\"}"));
        String path = "/messages/sms/" + message.get("id").asText();

        HttpResponse<String> refused = GATEWAY.get().http().send("POST", PATH, "{\"number\": \"+46736265449\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(HttpSender.json(refused).get("unfinished").asInt()).isEqualTo(1);
        assertThat(GATEWAY.get().http().send("GET", path, "").statusCode()).isEqualTo(200);

        HttpResponse<String> erased =
                GATEWAY.get().http().send("POST", PATH, "{\"number\": \"+46736265449\", \"unfinished\": \"cancel\"}");
        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(HttpSender.json(erased).at("/erased/messages").asInt()).isEqualTo(1);
        assertThat(HttpSender.json(erased).get("left").asInt()).isZero();
        assertThat(GATEWAY.get().http().send("GET", path, "").statusCode()).isEqualTo(404);
        assertThat(GATEWAY.get().http().get("/audit").at("/audit/0/subject").asText())
                .isEqualTo("+4673*****49");
    }

    @Test
    void anAccountThatDoesNotAdministerTheGatewayMayNot() throws Exception {
        HttpResponse<String> response =
                GATEWAY.get().as(GATEWAY.get().newAccount("shop")).send("POST", PATH, "{\"number\": \"+46736265449\"}");
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number     | {}",
                "number     | {\"number\": \"0736265449\"}",
                "unfinished | {\"number\": \"+46736265449\", \"unfinished\": \"keep\"}",
                "opt_outs   | {\"number\": \"+46736265449\", \"opt_outs\": \"yes\"}",
                "all        | {\"number\": \"+46736265449\", \"all\": true}"
            })
    void whatIsNotUnderstoodErasesNothing(String field, String body) throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send("POST", PATH, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(response).at("/errors/0/field").asText()).isEqualTo(field);
    }
}
