package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;
import trunkline.gateway.account.Scope;
import trunkline.gateway.account.ServiceCredentials;
import trunkline.gateway.account.ServiceRole;

/**
 * Voximplant's API over a real connection, with tokens that the JDK signs: what checks them has no part in making them.
 * Nothing leaves here: nobody listens on the SMSC's port.
 */
class VoximplantApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+44", sms: [carrier-a]}]
            """;
    private static final String QUERY =
            "source=447443332211&destination=447443332212&sms_body=Test+message&store_body=true";
    private static final String MULTIPART = "multipart/form-data; boundary=cut";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private static Map.Entry<ServiceCredentials, Long> credentials;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
        credentials = gateway.serviceCredentials();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static long now() {
        return TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
    }

    private static String token(String header, String claims) throws Exception {
        return token(credentials.getKey(), header, claims);
    }

    private static String token(ServiceCredentials pair, String header, String claims) throws Exception {
        String signed = base64(header) + "." + base64(claims);
        byte[] pkcs8 = Base64.getMimeDecoder().decode(pair.privateKey().replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String header() {
        return "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\""
                + credentials.getKey().keyId() + "\"}";
    }

    private static String claims(String issuer, long from, long to) {
        return "{\"iss\":" + issuer + ",\"iat\":" + (now() + from) + ",\"exp\":" + (now() + to) + "}";
    }

    private static String bearer() throws Exception {
        return "Bearer " + token(header(), claims(account(), -5, 60));
    }

    private static String account() {
        return credentials.getValue().toString();
    }

    private static JsonNode call(String method, String target, String type, String body, String authorization)
            throws Exception {
        HttpResponse<String> response = gateway.http()
                .send(
                        method,
                        target.replace("KEY", gateway.key()).replace("ACCOUNT", account()),
                        type,
                        body.replace("ACCOUNT", account()),
                        authorization);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return HttpSender.json(response);
    }

    private static String part(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String parts(String... more) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < more.length; i += 2) {
            body.append(part(more[i], more[i + 1]));
        }
        return body + part("source", "447443332211") + part("destination", "447443332212")
                + part("sms_body", "Test message") + "--cut--\r\n";
    }

    private static void assertSent(JsonNode answer) {
        assertThat(answer.fieldNames()).toIterable().containsExactly("result", "message_id", "fragments_count");
        assertThat(answer.get("result").intValue()).isEqualTo(1);
        assertThat(answer.get("message_id").isIntegralNumber()).isTrue();
        assertThat(answer.get("message_id").longValue()).isBetween(1L, 1L << 53);
        assertThat(answer.get("fragments_count").intValue()).isEqualTo(1);
    }

    @ParameterizedTest(name = "the documents: body {0}")
    @ValueSource(strings = {"{}", "[]", ""})
    void takesTheDocumentedExamples(String body) throws Exception {
        assertSent(call("POST", "/platform_api/SendSmsMessage?" + QUERY, "application/json", body, bearer()));
    }

    @Test
    void aKeyPairDoesWhatItsScopesAllowUntilItIsRevoked() throws Exception {
        ServiceCredentials pair = gateway.serviceCredentials(Set.of(Scope.READ)).getKey();
        String bearer = "Bearer "
                + token(pair, "{\"alg\":\"RS256\",\"kid\":\"" + pair.keyId() + "\"}", claims(account(), -5, 60));

        assertThat(call("GET", "/platform_api/GetSmsHistory", "", "", bearer).has("result"))
                .isTrue();
        JsonNode refused = call("POST", "/platform_api/SendSmsMessage?" + QUERY, "", "", bearer);
        assertThat(refused.at("/error/code").asInt()).isEqualTo(105);
        assertThat(refused.at("/error/msg").asText()).contains("scope send; this one has read");
        gateway.accounts(accounts -> accounts.removeServiceKey(gateway.account(), pair.keyId(), 1));
        assertThat(call("GET", "/platform_api/GetSmsHistory", "", "", bearer)
                        .at("/error/code")
                        .asInt())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource
    void aRoleMayCallWhatItsDescriptionSays(ServiceRole role) throws Exception {
        ServiceCredentials pair =
                gateway.serviceCredentials(Scope.ALL, Set.of(role)).getKey();
        String bearer = "Bearer "
                + token(pair, "{\"alg\":\"RS256\",\"kid\":\"" + pair.keyId() + "\"}", claims(account(), -5, 60));
        JsonNode paths = HttpSender.json(gateway.http().send("GET", "/openapi/voximplant.json", ""))
                .get("paths");
        Set<String> may = new TreeSet<>();

        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            Set<String> roles = new TreeSet<>();
            path.getValue().at("/post/x-roles").forEach(one -> roles.add(one.asText()));
            assertThat(roles).as(path.getKey()).isNotEmpty();
            JsonNode answer = call("POST", path.getKey(), "", "", bearer);
            if (roles.contains(role.label())) {
                may.add(path.getKey());
                // histories are told, the others ask for what is missing
                assertThat(answer.has("result") || answer.at("/error/code").asInt() == 111)
                        .as("%s %s", path.getKey(), answer)
                        .isTrue();
            } else {
                assertThat(answer.at("/error/code").asInt()).as(path.getKey()).isEqualTo(105);
                assertThat(answer.at("/error/msg").asText())
                        .startsWith("this needs a key pair with one of the roles ")
                        .endsWith("; this one has " + role.label());
            }
        }
        assertThat(may).contains("/platform_api/GetSmsHistory").hasSizeLessThan(5);
    }

    @Test
    void takesWhatTheSdksSend() throws Exception {
        String form = "application/x-www-form-urlencoded";

        assertSent(call("POST", "/platform_api", MULTIPART, parts("cmd", "SendSmsMessage"), bearer())); // Node
        assertSent(call("POST", "/platform_api", form, "cmd=SendSmsMessage&" + QUERY, bearer())); // Python
        assertSent(
                call("POST", "/platform_api/SendSmsMessage", form, "account_id=ACCOUNT&" + QUERY, bearer())); // Java 1
        assertSent(call("POST", "/platform_api/SendSmsMessage", MULTIPART, parts("account_id", account()), bearer()));
        assertSent(call("POST", "/platform_api/SendSmsMessage", MULTIPART, parts(), bearer())); // Go
        assertSent(call("GET", "/platform_api/SendSmsMessage/?account_id=ACCOUNT&api_key=KEY&" + QUERY, "", "", ""));
        assertSent(call(
                "POST",
                "/platform_api/SendSmsMessage",
                "application/json",
                "{\"source\":447443332211,\"destination\":\"447443332212\",\"sms_body\":\"x\",\"store_body\":false}",
                bearer()));
        assertSent(
                call( // what nobody asks for is no error, whatever it is
                        "POST",
                        "/platform_api/SendSmsMessage?" + QUERY,
                        "application/json",
                        "{\"extra\":[{\"a\":1}],\"more\":{}}",
                        bearer()));
    }

    @Test
    void theIssuerIsANumberOrAText() throws Exception {
        String target = "/platform_api/SendSmsMessage?" + QUERY;

        assertSent(
                call("POST", target, "", "", "Bearer " + token(header(), claims("\"" + account() + "\"", 0, 3_600))));
        assertSent(call("POST", target, "", "", "Bearer " + token(header(), claims(account(), 5, 24))));
    }

    @Test
    void aTokenThatDoesNotHoldSendsNothing() throws Exception {
        double before = gateway.http().accepted();
        String good = claims(account(), -5, 60);
        String otherKey = header().replace(credentials.getKey().keyId(), "00000000-0000-0000-0000-000000000000");
        String[] tokens = {
            "",
            "x",
            "a.b.c",
            gateway.key(),
            token(otherKey, good),
            token("{\"alg\":\"RS256\"}", good),
            token(header().replace("RS256", "RS512"), good),
            token(header().replace("RS256", "HS256"), good),
            token(header().replace("}", ",\"crit\":[\"b64\"],\"b64\":false}"), good),
            base64("{\"alg\":\"none\",\"kid\":\"" + credentials.getKey().keyId() + "\"}") + "." + base64(good) + ".",
            token(header(), good).replaceFirst("\\.[^.]*$", "." + base64("x".repeat(256))),
            token(header(), claims("4711", -5, 60)),
            token(header(), claims("null", -5, 60)),
            token(header(), claims("[" + account() + "]", -5, 60)),
            token(header(), claims(account(), -4_000, -300)),
            token(header(), claims(account(), 300, 400)),
            token(header(), claims(account(), 0, 3_601)),
            token(header(), claims(account(), 60, 0)),
            token(header(), "{\"iss\":" + account() + ",\"exp\":" + (now() + 60) + "}"),
            token(header(), "{\"iss\":" + account() + ",\"iat\":" + now() + "}"),
            token(header(), "[]"),
            token(header(), "{\"iss\":" + account() + ",\"iat\":\"x\",\"exp\":{}}"),
        };
        for (String token : tokens) {
            JsonNode answer = call("POST", "/platform_api/SendSmsMessage?" + QUERY, "", "", "Bearer " + token);

            assertThat(answer.toString())
                    .as(token)
                    .isEqualTo("{\"error\":{\"msg\":\"Authorization failed\",\"code\":100}}");
        }
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }

    @Test
    void anotherAccountsNumberIsRefused() throws Exception {
        JsonNode byToken = call("POST", "/platform_api/SendSmsMessage?account_id=4711&" + QUERY, "", "", bearer());
        JsonNode byKey = call("GET", "/platform_api/SendSmsMessage/?account_id=4711&api_key=KEY&" + QUERY, "", "", "");

        assertThat(byToken.get("error").get("code").intValue()).isEqualTo(100);
        assertThat(byKey.get("error").get("code").intValue()).isEqualTo(100);
    }

    @ParameterizedTest(name = "[{index}] {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/platform_api|111|``|'cmd' is required",
                "/platform_api/|111|``|'cmd' is required",
                "/platform_api/GetAccountInfo|101|``|there is no method 'GetAccountInfo' here: it must be one of A2PGetSmsHistory, A2PSendSms, ControlSms, GetSmsHistory, SendSmsMessage",
                "/platform_api/SendSmsMessage|111|``|'source' is required",
                "/platform_api/SendSmsMessage|111|source=447443332211|'destination' is required",
                "/platform_api/SendSmsMessage|111|source=447443332211&destination=447443332212|'sms_body' is required",
                "/platform_api/SendSmsMessage|111|source=me&destination=447443332212&sms_body=x|'source' must be a telephone number with its country code, such as 447443332211; it is 'me'",
                "/platform_api/SendSmsMessage|111|source=447443332211&destination=0&sms_body=x|'destination' must be a telephone number",
                "/platform_api/SendSmsMessage|111|source=447443332211&destination=447443332212&sms_body=x&store_body=maybe|'store_body' must be true or false; it is 'maybe'",
                "/platform_api/SendSmsMessage|111|source=447443332211&destination=447443332212&sms_body=%ff|'sms_body' must be text in UTF-8",
                "/platform_api/SendSmsMessage|385|source=447443332211&destination=12125550123&sms_body=x|SMS failed to send. 'destination' is a number that no route for SMS matches",
                "/platform_api/SendSmsMessage|110|%zz|the form in the body is malformed",
            })
    void saysWhatIsWrongWithStatus200(String target, int code, String body, String message) throws Exception {
        double before = gateway.http().accepted();
        JsonNode error = call("POST", target, "application/x-www-form-urlencoded", body, bearer())
                .get("error");

        assertThat(error.get("msg").textValue()).startsWith(message);
        assertThat(error.get("code").intValue()).isEqualTo(code);
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }

    @Test
    void takes765CharactersAndNoMore() throws Exception {
        String target = "/platform_api/SendSmsMessage?source=447443332211&destination=447443332212&sms_body=";

        assertThat(call("POST", target + "x".repeat(765), "", "", bearer())
                        .get("fragments_count")
                        .intValue())
                .isEqualTo(5);
        assertThat(call("POST", target + "x".repeat(766), "", "", bearer())
                        .get("error")
                        .get("msg")
                        .textValue())
                .startsWith("'sms_body' must be 765 characters at most");
        assertThat(call("POST", target, "", "x".repeat(70_000), bearer())
                        .get("error")
                        .get("msg")
                        .textValue())
                .startsWith("the body is larger than");
    }

    @Test
    void anA2pTextGoesToEachNumberThatCanBeSentTo() throws Exception {
        JsonNode answer = call(
                "POST",
                "/platform_api/A2PSendSms",
                "application/x-www-form-urlencoded",
                "src_number=Shop&dst_numbers=447443332211;+447443332212;15551234567;12&text=Your+code+is+1234&store_body=true",
                bearer());

        assertThat(answer.get("result").findValuesAsText("destination_number"))
                .containsExactly("447443332211", "447443332212");
        assertThat(answer.get("result").get(0).get("message_id").isIntegralNumber())
                .isTrue();
        assertThat(answer.get("failed").findValuesAsText("destination_number")).containsExactly("15551234567", "12");
        assertThat(answer.get("failed").findValuesAsText("error_code")).containsExactly("385", "385");
        assertThat(answer.get("failed").get(0).get("error_description").asText())
                .startsWith("SMS failed to send. 'dst_numbers' is a number that no route for SMS matches");
        assertThat(answer.get("fragments_count").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "src_number=Shop&text=x, dst_numbers",
        "src_number=Shop&dst_numbers=;&text=x, must be 1 to 100 numbers with semicolons between",
        "src_number=%21%21&dst_numbers=447443332211&text=x, must be a number in E.164 form",
        "src_number=Shop&dst_numbers=447443332211, text",
    })
    void anA2pRequestThatIsWrongIsAnError(String query, String told) throws Exception {
        JsonNode answer = call("GET", "/platform_api?cmd=A2PSendSms&api_key=KEY&" + query, "", "", "");

        assertThat(answer.get("error").get("msg").asText()).contains(told);
        assertThat(answer.get("error").get("code").intValue()).isEqualTo(111);
    }
}
