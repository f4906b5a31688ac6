package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;
import trunkline.gateway.account.Scope;

/**
 * Every endpoint that makes an SMS, with no credentials, wrong ones, another tenant's, and each of its fields missing or bad:
 * the error is the dialect's own, nothing of the gateway's inside shows, and nothing is stored.
 */
class DialectMatrixTest {

    private static final String WAYS =
            """
            dialects: {bulk-sender: "+18772234078"}
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+1212", sms: [carrier-a]}]
            limits: {prices: [{to: "+1", sms: 0.6}], accounts: [%s]}
            """;

    /** What an account may run into: how it is limited, how many messages get through, what it is told. */
    enum Limited {
        COUNTRY("countries: [SE, NO]", 0, "may not send to US: only to NO, SE"),
        SENDER("senders: [Shop]", 0, "may not send as +1"),
        RECIPIENT("sms-to: [\"+46*\"]", 0, "may not send SMS to +1"),
        CLIENT("clients: [192.0.2.0/24]", 0, "the account may not ask from 127.0.0.1"),
        PER_DAY("per-day: 2", 2, "limit of 2 messages a day"),
        PER_RECIPIENT("per-recipient: 1/h", 1, "limit of 1 messages to one number in an hour"),
        SPEND("spend-per-day: 1", 1, "limit of 1 a day would be exceeded: the message costs 0.6 and 0.6 are spent"),
        ADJACENT(
                "adjacent-numbers: 2/h, per-recipient: off",
                2,
                "the account is paused: it wrote to 2 adjacent numbers");

        private final String rule;
        private final int sent;
        private final String told;

        Limited(String rule, int sent, String told) {
            this.rule = rule;
            this.sent = sent;
            this.told = told;
        }

        String account(Endpoint endpoint) {
            return (name() + "." + endpoint).toLowerCase(Locale.ROOT);
        }

        static String accounts() {
            return Stream.of(values())
                    .flatMap(limited -> Stream.of(Endpoint.values())
                            .map(endpoint -> "{name: " + limited.account(endpoint) + ", " + limited.rule + "}"))
                    .collect(Collectors.joining(", "));
        }
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Values that no number may have. */
    private static final List<String> BAD_NUMBERS = List.of(
            "+",
            "0",
            "-1",
            "1e10",
            "212555012",
            "21255501234567890",
            "٢١٢٥٥٥٠١٢٣",
            "2125550123\u0000",
            "2125550123 ",
            "' OR 1=1 --",
            "<script>",
            "😀",
            "x".repeat(5_000),
            "+12125550123+",
            "2125550123\n");

    /** How an endpoint says who asks, and how its errors look. */
    enum Endpoint {
        NATIVE("/messages/sms", "application/json", "from", "to", "message") {
            @Override
            String authorization(String name, String key) {
                return "Bearer " + key;
            }

            @Override
            boolean isError(int status, JsonNode body) {
                return status >= 400
                        && body.get("status").intValue() == status
                        && body.get("detail").isTextual();
            }
        },
        VOICETEL("/v2/sms/", FORM, "source", "destination", "messageText") {
            @Override
            void addKey(Map<String, String> fields, String key) {
                fields.put("apikey", key);
            }

            @Override
            boolean isError(int status, JsonNode body) {
                return status >= 400
                        && body.size() == 2
                        && body.get("status").asText().equals("Error")
                        && body.get("Message").isTextual();
            }
        },
        VOICETEL_22("/v2.2/messages", "application/json", "fromNumber", "toNumber", "text") {
            @Override
            String authorization(String name, String key) {
                return "Bearer " + key;
            }

            @Override
            boolean isError(int status, JsonNode body) {
                return status >= 400
                        && body.get("status").asText().equals("error")
                        && body.get("error").get("code").intValue() == status
                        && body.get("error").get("message").isTextual();
            }
        },
        VOIP_COMMUNICATIONS("/api-v2/index.php/sms/send", FORM, "from", "to", "msg") {
            @Override
            String authorization(String name, String key) {
                return "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + key).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            boolean isError(int status, JsonNode body) {
                boolean whole = (status == 200 || status == 401)
                        && body.path("error").asBoolean()
                        && body.path("error_message").isTextual();
                return whole
                        || (status == 200
                                && body.path("send_log").path(0).path("code").asInt() >= 400
                                && !body.path("send_log")
                                        .path(0)
                                        .path("code_desc")
                                        .asText()
                                        .isEmpty());
            }
        },
        VOXIMPLANT("/platform_api/SendSmsMessage", FORM, "source", "destination", "sms_body") {
            @Override
            void addKey(Map<String, String> fields, String key) {
                fields.put("api_key", key);
            }

            @Override
            boolean isError(int status, JsonNode body) {
                return status == 200
                        && body.size() == 1
                        && body.path("error").path("msg").isTextual()
                        && body.path("error").path("code").isInt();
            }
        },
        VOXIMPLANT_A2P("/platform_api/A2PSendSms", FORM, "src_number", "dst_numbers", "text") {
            @Override
            void addKey(Map<String, String> fields, String key) {
                fields.put("api_key", key);
            }

            @Override
            boolean isError(int status, JsonNode body) {
                return VOXIMPLANT.isError(status, body)
                        || (status == 200
                                && body.path("result").isEmpty()
                                && body.path("failed")
                                                .path(0)
                                                .path("error_code")
                                                .asInt()
                                        == 385);
            }
        };

        private final String path;
        private final String type;
        private final String from;
        private final String to;
        private final String text;

        Endpoint(String path, String type, String from, String to, String text) {
            this.path = path;
            this.type = type;
            this.from = from;
            this.to = to;
            this.text = text;
        }

        String authorization(String name, String key) {
            return "";
        }

        void addKey(Map<String, String> fields, String key) {
            // most have it in a header
        }

        abstract boolean isError(int status, JsonNode body);

        private boolean hasLongNumbers() {
            return this == NATIVE || this == VOXIMPLANT_A2P;
        }

        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            String country = hasLongNumbers() ? "+1" : this == VOICETEL || this == VOICETEL_22 ? "" : "1";
            fields.put(from, country + "2125550100");
            fields.put(to, country + "2125550123");
            fields.put(text, "x");
            return fields;
        }

        /** A message to one of a few adjacent numbers. */
        Map<String, String> fieldsTo(int last) {
            return with(to, fields().getOrDefault(to, "").replaceFirst("[0-9]$", Integer.toString(last)));
        }

        /** Each of its fields missing, or bad. Two of them take names as senders. */
        List<Map<String, String>> badFields() {
            List<Map<String, String>> all = new ArrayList<>();
            for (String name : fields().keySet()) {
                Map<String, String> without = fields();
                without.remove(name);
                if (this != VOIP_COMMUNICATIONS || !name.equals(from)) { // whose from may be left out
                    all.add(without);
                }
            }
            for (String bad : BAD_NUMBERS) {
                all.add(with(to, bad));
                if (!hasLongNumbers()) {
                    all.add(with(from, bad));
                }
            }
            all.add(with(text, "x".repeat(1_531)));
            all.add(with(text, "x".repeat(20_000)));
            all.add(with(to, fields().getOrDefault(to, "").replace("212", "312"))); // no route
            return all;
        }

        private Map<String, String> with(String name, String value) {
            Map<String, String> fields = fields();
            fields.put(name, value);
            return fields;
        }

        String body(Map<String, String> fields) {
            if (type.equals(FORM)) {
                return fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
            }
            var object = Json.object();
            fields.forEach(object::put);
            return object.toString();
        }
    }

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS.formatted(Limited.accounts()));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static HttpResponse<String> send(Endpoint endpoint, Map<String, String> fields, String name, String key)
            throws Exception {
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (!key.isEmpty()) {
            endpoint.addKey(all, key);
        }
        return gateway.http()
                .send(
                        "POST",
                        endpoint.path,
                        endpoint.type,
                        endpoint.body(all),
                        key.isEmpty() ? "" : endpoint.authorization(name, key));
    }

    private static void assertRefused(Endpoint endpoint, HttpResponse<String> response, Object why) throws Exception {
        String shown = why + ": " + response.statusCode() + " " + response.body();
        assertThat(response.statusCode()).as(shown).isLessThan(500);
        assertThat(endpoint.isError(response.statusCode(), HttpSender.json(response)))
                .as(shown)
                .isTrue();
        assertThat(response.body()).doesNotContain("Exception", "trunkline.", "java.");
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatIsRight(Endpoint endpoint) throws Exception {
        double before = gateway.http().accepted();

        HttpResponse<String> response = send(endpoint, endpoint.fields(), gateway.account(), gateway.key());

        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        assertThat(gateway.http().accepted()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesBadCredentials(Endpoint endpoint) throws Exception {
        double before = gateway.http().accepted();

        for (String key : List.of(
                "",
                "x",
                "tl_" + "A".repeat(43),
                gateway.key() + "x",
                gateway.key().substring(1))) {
            assertRefused(endpoint, send(endpoint, endpoint.fields(), gateway.account(), key), key);
        }
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryFieldThatIsMissingOrBad(Endpoint endpoint) throws Exception {
        double before = gateway.http().accepted();

        for (Map<String, String> fields : endpoint.badFields()) {
            assertRefused(endpoint, send(endpoint, fields, gateway.account(), gateway.key()), fields);
        }
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAKeyThatMayNotSend(Endpoint endpoint) throws Exception {
        double before = gateway.http().accepted();
        String key =
                gateway.accounts(accounts -> accounts.addKey(gateway.account(), Set.of(Scope.READ, Scope.ADMIN), 0, 1)
                        .orElseThrow());

        HttpResponse<String> response = send(endpoint, endpoint.fields(), gateway.account(), key);

        assertRefused(endpoint, response, "no scope");
        assertThat(response.body()).contains("this needs a key with the scope send; this one has read,admin");
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsOverALimit(Endpoint endpoint) throws Exception {
        for (Limited limited : Limited.values()) {
            String name = limited.account(endpoint);
            String key = gateway.newAccount(name);
            double before = gateway.http().accepted();
            for (int i = 0; i < limited.sent; i++) {
                send(endpoint, endpoint.fieldsTo(limited == Limited.ADJACENT ? i : 0), name, key);
            }
            assertThat(gateway.http().accepted()).as("%s", limited).isEqualTo(before + limited.sent);

            HttpResponse<String> response =
                    send(endpoint, endpoint.fieldsTo(limited == Limited.ADJACENT ? 9 : 0), name, key);

            assertRefused(endpoint, response, limited);
            assertThat(response.body()).contains(limited.told);
            assertThat(gateway.http().accepted()).as("%s", limited).isEqualTo(before + limited.sent);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesBodiesThatAreNone(Endpoint endpoint) throws Exception {
        double before = gateway.http().accepted();
        String authorization = endpoint.authorization(gateway.account(), gateway.key());

        for (String type :
                List.of("application/json", FORM, "multipart/form-data; boundary=cut", "multipart/form-data")) {
            for (String body : List.of(
                    "{",
                    "[1]",
                    "[[[[[[[[[[[[[[[[[[[[",
                    "\"x\"",
                    "--cut",
                    "--cut\r\n\r\n--cut--",
                    "%",
                    "x".repeat(70_000))) {
                assertRefused(
                        endpoint,
                        gateway.http().send("POST", endpoint.path, type, body, authorization),
                        type + " " + body);
            }
        }
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }
}
