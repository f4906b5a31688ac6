package trunkline.gateway.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.LiveGateway;
import trunkline.gateway.TestGateway;
import trunkline.gateway.account.Scope;

/** Voximplant's histories and ControlSms, behind a simulated SMSC that delivers at once. */
class VoximplantHistoryTest {

    private static final String OURS = "447443332211";
    private static final String PHONE = "447443332212";
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static LiveGateway live;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private static String shop;

    @BeforeAll
    static void start() throws Exception {
        live = LiveGateway.start(directory, OURS, "limits: {prices: [{to: \"+44\", sms: 0.04}]}");
        gateway = live.gateway();
        shop = live.shop();
    }

    @AfterAll
    static void close() {
        live.close();
    }

    private static HttpResponse<String> ask(String key, String method, String form) throws Exception {
        HttpResponse<String> response = gateway.http()
                .send("POST", "/platform_api/" + method, FORM, "api_key=" + key + (form.isEmpty() ? "" : "&" + form));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private static JsonNode call(String key, String method, String form) throws Exception {
        return HttpSender.json(ask(key, method, form));
    }

    private static JsonNode history(String form) throws Exception {
        return call(shop, "GetSmsHistory", form);
    }

    private static long send(String source, String destination, String text) throws Exception {
        JsonNode sent =
                call(shop, "SendSmsMessage", "source=" + source + "&destination=" + destination + "&sms_body=" + text);
        assertThat(sent.has("message_id")).as("%s", sent).isTrue();
        return sent.get("message_id").longValue();
    }

    /** The row of a message once its receipt has come. */
    private static JsonNode delivered(long message) {
        return await().atMost(30, SECONDS)
                .until(
                        () -> history("message_id=" + message).get("result").path(0),
                        row -> row.path("status_id").asText().equals("1"));
    }

    @Test
    void listsWhatWasSentAndWhatPhonesSentInTheDocumentedShape() throws Exception {
        long message = send(OURS, "447443330001", "Hej+%C3%A5");
        JsonNode row = delivered(message);
        live.fromPhone("447443330001", OURS, "svar");
        JsonNode page = await().atMost(30, SECONDS)
                .until(
                        () -> history("source_number=447443330001"),
                        found -> found.get("total_count").asInt() == 1);
        JsonNode both = history("").get("result");

        assertThat(row.fieldNames())
                .toIterable()
                .containsExactly(
                        "message_id",
                        "source_number",
                        "destination_number",
                        "direction",
                        "fragments",
                        "cost",
                        "status_id",
                        "processed_date",
                        "transaction_id",
                        "text");
        assertThat(row.get("message_id").longValue()).isEqualTo(message);
        assertThat(row.get("transaction_id").longValue()).isEqualTo(message);
        assertThat(row.get("source_number").isIntegralNumber()).isTrue();
        assertThat(row.get("destination_number").longValue()).isEqualTo(447443330001L);
        assertThat(row.get("direction").asText()).isEqualTo("OUT");
        assertThat(row.get("cost").doubleValue()).isEqualTo(0.04);
        assertThat(row.get("status_id").isTextual()).isTrue();
        assertThat(row.get("processed_date").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(row.get("text").asText()).isEqualTo("Hej å");
        JsonNode in = page.get("result").get(0);
        assertThat(in.get("direction").asText()).isEqualTo("IN");
        assertThat(in.get("source_number").longValue()).isEqualTo(447443330001L);
        assertThat(in.get("destination_number").longValue()).isEqualTo(Long.parseLong(OURS));
        assertThat(in.get("text").asText()).isEqualTo("svar");
        assertThat(both.findValuesAsText("message_id"))
                .contains(row.get("message_id").asText(), in.get("message_id").asText());
        assertThat(history("direction=IN").get("result").findValuesAsText("direction"))
                .containsOnly("IN");
        assertThat(history("direction=out").get("result").findValuesAsText("direction"))
                .containsOnly("OUT");
        assertThat(history("message_id=" + in.get("message_id").asText() + ";" + message)
                        .get("total_count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void pagesAreCountedAndTheNewestComeFirst() throws Exception {
        String source = "447443334444";
        long first = send(source, PHONE, "1");
        long second = send(source, PHONE, "2");
        long third = send(source, PHONE, "3");

        JsonNode page = history("source_number=" + source + "&count=2");
        JsonNode rest = history("source_number=" + source + "&count=2&offset=2");

        assertThat(page.get("total_count").asInt()).isEqualTo(3);
        assertThat(page.get("result").findValuesAsText("message_id")).containsExactly("" + third, "" + second);
        assertThat(rest.get("total_count").asInt()).isEqualTo(3);
        assertThat(rest.get("result").findValuesAsText("message_id")).containsExactly("" + first);
        assertThat(history("source_number=" + source + "&offset=3").get("result"))
                .isEmpty();
        assertThat(history("message_id=" + first + ";" + second + ";" + third + "&count=1&offset=1")
                        .get("result")
                        .findValuesAsText("message_id"))
                .containsExactly("" + second);
    }

    @Test
    void datesAreInUtcAndBothEndsAreIncluded() throws Exception {
        long message = send(OURS, "447443330002", "dated");
        String date = history("message_id=" + message)
                .get("result")
                .get(0)
                .get("processed_date")
                .asText()
                .replace(" ", "+");
        String of = "destination_number=447443330002";

        assertThat(history(of + "&from_date=" + date + "&to_date=" + date)
                        .get("total_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(history(of + "&to_date=2026-01-01+00:00:00")
                        .get("total_count")
                        .asInt())
                .isZero();
        assertThat(history(of + "&from_date=2099-01-01+00:00:00")
                        .get("total_count")
                        .asInt())
                .isZero();
        assertThat(history(of + "&from_date=2099-01-01+00:00:00&message_id=" + message)
                        .get("total_count")
                        .asInt())
                .isZero();
        assertThat(history(of + "&timezone=Asia/Kolkata")
                        .at("/result/0/processed_date")
                        .asText())
                .isNotEqualTo(history(of).at("/result/0/processed_date").asText());
    }

    @Test
    void anotherAccountSeesNothingOfIt() throws Exception {
        long message = send(OURS, PHONE, "mine");
        String other = gateway.newAccount("history-other");

        for (String method : new String[] {"GetSmsHistory", "A2PGetSmsHistory"}) {
            for (String form : new String[] {"", "message_id=" + message, "source_number=" + OURS}) {
                assertThat(call(other, method, form).toString())
                        .as("%s %s", method, form)
                        .isEqualTo("{\"result\":[],\"total_count\":0}");
            }
        }
    }

    @Test
    void a2pTellsWhatBecameOfTheDelivery() throws Exception {
        call(shop, "A2PSendSms", "src_number=Shop&dst_numbers=447443330003&text=%22a%22,+b");
        JsonNode row = await().atMost(30, SECONDS)
                .until(
                        () -> call(shop, "A2PGetSmsHistory", "source_number=Shop&delivery_status=5")
                                .at("/result/0"),
                        found -> !found.isMissingNode());

        assertThat(row.get("source_number").asText()).isEqualTo("Shop");
        assertThat(row.get("delivery_status").asText()).isEqualTo("DELIVERED");
        assertThat(row.get("status_id").asText()).isEqualTo("1");
        assertThat(row.get("transaction_id").isIntegralNumber()).isTrue();
        assertThat(row.has("processing_date")).isTrue();
        assertThat(row.has("direction")).isFalse();
        assertThat(call(shop, "A2PGetSmsHistory", "source_number=Shop&delivery_status=6")
                        .get("total_count")
                        .asInt())
                .isZero();
        HttpResponse<String> file = ask(shop, "A2PGetSmsHistory", "source_number=Shop&output=csv");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(file.body())
                .isEqualTo("message_id,source_number,destination_number,fragments,cost,status_id,error_message,"
                        + "processing_date,transaction_id,delivery_status,text\r\n"
                        + row.get("message_id").asText() + ",Shop,447443330003,1,0.04,1,,"
                        + row.get("processing_date").asText() + ","
                        + row.get("message_id").asText() + ",DELIVERED,\"\"\"a\"\", b\"\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GetSmsHistory|count=0|'count' must be a whole number, 1 to 1000; it is '0'",
                "GetSmsHistory|count=1001|'count' must be a whole number",
                "GetSmsHistory|count=x|'count' must be a whole number",
                "GetSmsHistory|offset=-1|'offset' must be a whole number",
                "GetSmsHistory|offset=99999999999|'offset' must be a whole number",
                "GetSmsHistory|direction=sideways|'direction' must be one of in, out",
                "GetSmsHistory|output=xls|'output' must be one of json, csv",
                "GetSmsHistory|from_date=yesterday|'from_date' must be a date in UTC such as 2026-12-01 13:15:00",
                "GetSmsHistory|to_date=2026-02-30 00:00:00|'to_date' must be a date in UTC",
                "GetSmsHistory|message_id=1;;2|'message_id' must be 1 to 1000 numbers",
                "GetSmsHistory|message_id=' OR 1=1|'message_id' must be 1 to 1000 numbers",
                "GetSmsHistory|timezone=Mars/Phobos|'timezone' must be a time zone such as Europe/Stockholm",
                "A2PGetSmsHistory|delivery_status=9|'delivery_status' must be a whole number, 1 to 8",
                "ControlSms|command=enable|'phone_number' is required",
                "ControlSms|phone_number=447443332211|'command' is required",
                "ControlSms|phone_number=447443332211&command=explode|'command' must be one of enable, disable",
                "ControlSms|phone_number=Shop&command=enable|'phone_number' must be a telephone number",
            })
    void saysWhatIsWrongWithStatus200(String method, String form, String told) throws Exception {
        JsonNode error = call(shop, method, form.replace(" ", "+")).get("error");

        assertThat(error.get("msg").asText()).startsWith(told);
        assertThat(error.get("code").asInt()).isEqualTo(111);
    }

    @Test
    void aNumberThatIsSwitchedOffSendsNothingForItsAccountAlone() throws Exception {
        String source = "447443335555";
        String of = "phone_number=" + source + "&command=";
        String sms = "source=" + source + "&destination=" + PHONE + "&sms_body=x";

        assertThat(call(shop, "ControlSms", of + "disable").toString()).isEqualTo("{\"result\":1}");
        assertThat(call(shop, "ControlSms", of + "DISABLE").toString()).isEqualTo("{\"result\":1}");
        JsonNode refused = call(shop, "SendSmsMessage", sms).get("error");
        assertThat(refused.get("code").asInt()).isEqualTo(105);
        assertThat(refused.get("msg").asText()).contains("SMS is switched off for +447443335555");
        assertThat(call(shop, "A2PSendSms", "src_number=" + source + "&dst_numbers=" + PHONE + "&text=x")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(105);
        assertThat(call(gateway.key(), "SendSmsMessage", sms).has("message_id")).isTrue();
        assertThat(call(shop, "ControlSms", of + "enable").toString()).isEqualTo("{\"result\":1}");
        assertThat(call(shop, "SendSmsMessage", sms).has("message_id")).isTrue();
        JsonNode audit = gateway.http().get("/audit?limit=2").get("audit");
        assertThat(audit.findValuesAsText("action")).containsExactly("number.switched-on", "number.switched-off");
        assertThat(audit.findValuesAsText("actor")).containsOnly("shop");
    }

    @Test
    void eachMethodAsksForItsScope() throws Exception {
        String reader = gateway.accounts(
                accounts -> accounts.addKey("shop", Set.of(Scope.READ), 0, 1).orElseThrow());
        String sender = gateway.accounts(
                accounts -> accounts.addKey("shop", Set.of(Scope.SEND), 0, 1).orElseThrow());

        assertThat(call(reader, "GetSmsHistory", "").has("result")).isTrue();
        assertThat(call(reader, "A2PGetSmsHistory", "").has("result")).isTrue();
        for (String method : new String[] {"GetSmsHistory", "A2PGetSmsHistory", "ControlSms"}) {
            assertThat(call(sender, method, "").at("/error/code").asInt()).isEqualTo(105);
        }
        assertThat(call(reader, "ControlSms", "").at("/error/code").asInt()).isEqualTo(105);
        assertThat(call("tl_wrong", "GetSmsHistory", "").at("/error/code").asInt())
                .isEqualTo(100);
        assertThat(call("tl_wrong", "GetSmsHistory", "count=0")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(100);
    }
}
