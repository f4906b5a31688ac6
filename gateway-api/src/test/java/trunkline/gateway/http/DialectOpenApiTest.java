package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;
import trunkline.gateway.TestGateway;

/** The documents of the vendors' APIs are held to what the gateway serves, takes and answers. */
class DialectOpenApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+1212", sms: [carrier-a]}]
            """;

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    private static List<String> served(String... prefixes) {
        return GATEWAY.get().served().stream()
                .filter(route -> Arrays.stream(prefixes).anyMatch(prefix -> route.substring(route.indexOf(' ') + 1)
                        .startsWith(prefix)))
                .toList();
    }

    @Test
    void describesVoicetel() throws Exception {
        OpenApiContract contract = OpenApiContract.served(GATEWAY.get(), "/openapi/voicetel.json");
        contract.assertConsistent();
        assertThat(contract.described())
                .containsExactlyInAnyOrderElementsOf(served("/v2/", "/v2.2/", "/mdr-sms/", "/dlr/"));
        HttpSender sender = GATEWAY.get().http();
        String key = GATEWAY.get().key();
        String sms = "\"destination\":\"2125550123\",\"source\":\"2125550100\",\"messageText\":\"x\"";
        String query = "?apikey=" + key + "&destination=2125550123&source=2125550100&messageText=x";
        for (String path : List.of("/v2/sms/", "/v2/sms")) {
            assertThat(contract.exchange(sender, "POST", path, path, "{\"apikey\":\"" + key + "\"," + sms + "}", "")
                            .statusCode())
                    .isEqualTo(200);
            contract.exchange(sender, "POST", path, path, "{" + sms + "}", "");
            contract.exchange(sender, "POST", path, path, "{\"apikey\":\"" + key + "\"}", "");
            assertThat(contract.exchange(sender, "GET", path, path + query, "", "")
                            .statusCode())
                    .isEqualTo(200);
            contract.exchange(sender, "GET", path, path, "", "");
        }
        String messages = "/v2.2/messages";
        String text = "{\"fromNumber\":\"2125550100\",\"toNumber\":\"2125550123\",\"text\":\"x\"}";
        assertThat(contract.exchange(sender, "POST", messages, messages, text).statusCode())
                .isEqualTo(201);
        contract.exchange(sender, "POST", messages, messages, "{\"fromNumber\":\"555\"}");
        contract.exchange(sender, "POST", messages, messages, text, "Bearer x");
        assertThat(HttpSender.json(contract.exchange(sender, "GET", messages, messages + "?number=2125550100", ""))
                        .at("/data/messages"))
                .isNotEmpty();
        contract.exchange(sender, "GET", messages, messages + "?number=2125550100&type=dlr", "");
        contract.exchange(sender, "GET", messages, messages + "?type=fax", "");
        for (String family : List.of("/mdr-sms", "/dlr")) {
            for (String slash : List.of("/", "")) {
                String all = family + "/{number}/{api_key}" + slash;
                String some = family + "/{start}/{end}/{number}/{api_key}" + slash;
                contract.exchange(sender, "GET", all, family + "/2125550100/" + key + slash, "", "");
                contract.exchange(sender, "GET", all, family + "/555/" + key + slash, "", "");
                contract.exchange(sender, "GET", all, family + "/2125550100/x" + slash, "", "");
                contract.exchange(sender, "GET", some, family + "/0/9999999999/2125550100/" + key + slash, "", "");
                contract.exchange(sender, "GET", some, family + "/x/1/2125550100/" + key + slash, "", "");
            }
        }
    }

    @Test
    void describesVoipCommunications() throws Exception {
        OpenApiContract contract = OpenApiContract.served(GATEWAY.get(), "/openapi/voip-communications.json");
        contract.assertConsistent();
        assertThat(contract.described()).containsExactlyInAnyOrderElementsOf(served("/api-v2/"));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (GATEWAY.get().account() + ":" + GATEWAY.get().key()).getBytes(StandardCharsets.UTF_8));
        String sms = "\"from\":\"12125550100\",\"to\":\"12125550123,555\",\"msg\":\"x\"";

        assertThat(voip(contract, "send", "{" + sms + "}", basic).body()).contains("\"QUEUED\"", "\"ERROR\"");
        assertThat(voip(contract, "send", "{" + sms + ",\"delivery_date\":\"2099-01-01 00:00\"}", basic)
                        .body())
                .contains("\"error\"");
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2) + " 00:00";
        String id = HttpSender.json(voip(
                        contract,
                        "send",
                        "{\"from\":\"12125550100\",\"to\":\"12125550123\",\"msg\":\"x\",\"delivery_date\":\"" + tomorrow
                                + "\"}",
                        basic))
                .at("/send_log/0/smsid")
                .asText();
        voip(contract, "send", "{}", basic);
        assertThat(voip(contract, "send", "{" + sms + "}", "Basic eDp5").statusCode())
                .isEqualTo(401);
        assertThat(voip(contract, "scheduled", "{\"page\":0}", basic).body()).contains(id);
        voip(contract, "scheduled", "{\"page\":-1}", basic);
        voip(contract, "summary", "", basic);
        voip(contract, "chat", "{\"internal\":\"12125550100\",\"external\":\"12125550123\"}", basic);
        voip(contract, "chat", "{}", basic);
        assertThat(voip(contract, "delete", "{\"smsid\":\"" + id + "\"}", basic).body())
                .contains("DELETED");
        voip(contract, "delete", "{\"smsid\":\"" + id + "\"}", basic);
        voip(contract, "delete", "{}", basic);
    }

    private static HttpResponse<String> voip(OpenApiContract contract, String call, String body, String authorization)
            throws Exception {
        String path = "/api-v2/index.php/sms/" + call;
        return contract.exchange(GATEWAY.get().http(), "POST", path, path, body, authorization);
    }

    @Test
    void describesVoximplant() throws Exception {
        OpenApiContract contract = OpenApiContract.served(GATEWAY.get(), "/openapi/voximplant.json");
        contract.assertConsistent();
        String unknown =
                voximplant("GET", "/platform_api/None", "").at("/error/msg").asText();
        TreeSet<String> operations = new TreeSet<>();
        for (String method : unknown.substring(unknown.indexOf("one of ") + 7).split(", ", -1)) {
            operations.add("GET /platform_api/" + method);
            operations.add("POST /platform_api/" + method);
        }
        assertThat(contract.described()).isEqualTo(operations);

        String sms = "{\"source\":\"12125550100\",\"destination\":\"12125550123\",\"sms_body\":\"x\"}";
        assertThat(voximplant(contract, "SendSmsMessage", sms)).contains("\"message_id\"");
        voximplant(contract, "SendSmsMessage", "{}");
        voximplant(contract, "SendSmsMessage", sms.replace("12125550123", "15551234567"));
        String a2p = "{\"src_number\":\"Shop\",\"dst_numbers\":\"12125550123;1\",\"text\":\"x\"}";
        assertThat(voximplant(contract, "A2PSendSms", a2p)).contains("\"failed\":[{");
        voximplant(contract, "A2PSendSms", "{\"src_number\":\"Shop\"}");
        assertThat(voximplant(contract, "GetSmsHistory", "{\"count\":10,\"direction\":\"OUT\"}"))
                .contains("\"direction\":\"OUT\"");
        voximplant(contract, "GetSmsHistory", "{\"output\":\"csv\"}");
        voximplant(contract, "GetSmsHistory", "{\"output\":\"xls\"}");
        assertThat(voximplant(contract, "A2PGetSmsHistory", "{\"delivery_status\":1}"))
                .contains("\"delivery_status\":\"QUEUED\"");
        voximplant(contract, "A2PGetSmsHistory", "{\"count\":0}");
        assertThat(voximplant(contract, "ControlSms", "{\"phone_number\":\"12125550199\",\"command\":\"disable\"}"))
                .isEqualTo("{\"result\":1}");
        voximplant(contract, "ControlSms", "{\"phone_number\":\"12125550199\"}");
    }

    private static JsonNode voximplant(String method, String path, String body) throws Exception {
        return HttpSender.json(GATEWAY.get()
                .http()
                .send(method, path + "?api_key=" + GATEWAY.get().key(), "", body));
    }

    /** By POST with a body and, where its members can stand in a query, by GET as well. */
    private static String voximplant(OpenApiContract contract, String method, String body) throws Exception {
        String path = "/platform_api/" + method;
        String key = "?api_key=" + GATEWAY.get().key();
        StringBuilder query = new StringBuilder(key);
        Json.readObject(body.getBytes(StandardCharsets.UTF_8)).properties().forEach(member -> query.append('&')
                .append(member.getKey())
                .append('=')
                .append(member.getValue().asText()));
        contract.exchange(GATEWAY.get().http(), "GET", path, path + query, "", "");
        assertThat(contract.exchange(GATEWAY.get().http(), "POST", path, path + key, body, "Bearer x")
                        .body())
                .contains("\"code\":100");
        return contract.exchange(GATEWAY.get().http(), "POST", path, path + key, body, "")
                .body();
    }

    @Test
    void isServedOnlyWhereItsApiIs(@TempDir Path other) throws Exception {
        try (TestGateway without = TestGateway.start(other, "dialects: {serve: [voicetel]}\n")) {
            assertThat(without.http().send("GET", "/openapi/voicetel.json", "").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> response = without.http().send("GET", "/openapi/voximplant.json", "");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(HttpSender.json(response).get("detail").asText()).endsWith("those are voicetel.json");
        }
    }
}
