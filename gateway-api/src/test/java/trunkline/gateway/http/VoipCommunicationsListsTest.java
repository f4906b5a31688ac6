package trunkline.gateway.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.LiveGateway;
import trunkline.gateway.account.Scope;

/** voip-communications.net's lists, behind a simulated SMSC that delivers at once. */
class VoipCommunicationsListsTest {

    private static final String OURS = "17134567890";

    @TempDir
    private static Path directory;

    private final String later = LocalDate.now(ZoneOffset.UTC).plusDays(2) + " 08:30";

    @SuppressWarnings("NullAway.Init")
    private static LiveGateway live;

    @BeforeAll
    static void start() throws Exception {
        live = LiveGateway.start(directory, OURS, "limits: {prices: [{to: \"+1\", sms: 0.01}]}");
    }

    @AfterAll
    static void close() {
        live.close();
    }

    private static HttpResponse<String> ask(String name, String key, String call, String form) throws Exception {
        String basic = Base64.getEncoder().encodeToString((name + ":" + key).getBytes(StandardCharsets.UTF_8));
        return live.gateway()
                .http()
                .send(
                        "POST",
                        "/api-v2/index.php/sms/" + call,
                        "application/x-www-form-urlencoded",
                        form,
                        "Basic " + basic);
    }

    private static JsonNode call(String call, String form) throws Exception {
        HttpResponse<String> response = ask("shop", live.shop(), call, form);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return HttpSender.json(response);
    }

    private String schedule(String to) throws Exception {
        JsonNode row = call("send", "from=" + OURS + "&to=" + to + "&msg=later&delivery_date=" + later)
                .at("/send_log/0");
        assertThat(row.get("status").asText()).isEqualTo("SCHEDULED");
        return row.get("smsid").asText();
    }

    @Test
    void listsWhatWaitsForItsTimeAndTakesItBackOnce() throws Exception {
        String first = schedule("12812340001");
        String second = schedule("12812340002");
        call("send", "from=" + OURS + "&to=12812340003&msg=now");

        JsonNode list = call("scheduled", "").get("scheduled");
        assertThat(list.findValuesAsText("smsid")).containsExactly(second, first);
        assertThat(list.get(1).toString())
                .isEqualTo("{\"smsid\":\"" + first + "\",\"from\":\"" + OURS
                        + "\",\"to\":\"12812340001\",\"country\":\"US\",\"msg\":\"later\",\"delivery_date\":\""
                        + later + ":00\",\"sale\":0.01,\"status\":\"SCHEDULED\"}");
        assertThat(call("scheduled", "page=1").get("scheduled")).isEmpty();

        assertThat(call("delete", "smsid=" + first).toString())
                .isEqualTo("{\"smsid\":\"" + first + "\",\"status\":\"DELETED\"}");
        assertThat(call("scheduled", "page=0").get("scheduled").findValuesAsText("smsid"))
                .containsExactly(second);
        assertThat(call("delete", "smsid=" + first).get("error_message").asText())
                .isEqualTo("the message " + first + " cannot be deleted: it is CANCELLED");
        call("delete", "smsid=" + second);
    }

    @Test
    void anotherAccountNeitherSeesNorDeletesIt() throws Exception {
        String mine = schedule("12812340004");
        String other = live.gateway().newAccount("other");

        for (String list : new String[] {"scheduled", "summary"}) {
            assertThat(HttpSender.json(ask("other", other, list, "")).get(list)).isEmpty();
        }
        assertThat(HttpSender.json(ask("other", other, "chat", "internal=" + OURS + "&external=12812340004"))
                        .get("chat"))
                .isEmpty();
        assertThat(HttpSender.json(ask("other", other, "delete", "smsid=" + mine))
                        .get("error_message")
                        .asText())
                .startsWith("there is no message with this smsid");
        assertThat(call("delete", "smsid=" + mine).get("status").asText()).isEqualTo("DELETED");
    }

    @Test
    void aConversationHasBothSidesAndTheSummaryItsLastMessage() throws Exception {
        String phone = "12812340005";
        call("send", "from=" + OURS + "&to=" + phone + "&msg=Are+you+there");
        String of = "internal=" + OURS + "&external=" + phone;
        await().atMost(30, SECONDS)
                .until(() -> call("chat", of).at("/chat/0/sms_status").asText().equals("DELIVERED"));
        live.fromPhone(phone, OURS, "Yes");
        JsonNode chat =
                await().atMost(30, SECONDS).until(() -> call("chat", of).get("chat"), found -> found.size() == 2);
        JsonNode last = null;
        for (JsonNode conversation : call("summary", "page=0").get("summary")) {
            last = conversation.get("sms_external").asText().equals(phone) ? conversation : last;
        }

        assertThat(chat.findValuesAsText("sms_inout")).containsExactly("IN", "OUT");
        assertThat(chat.findValuesAsText("sms_msg")).containsExactly("Yes", "Are you there");
        assertThat(chat.findValuesAsText("sms_status")).containsExactly("RECEIVED", "DELIVERED");
        assertThat(last).isNotNull();
        assertThat(last.get("sms_msg").asText()).isEqualTo("Yes");
        assertThat(last.get("sms_inout").asText()).isEqualTo("IN");
        assertThat(last.get("sms_internal").asText()).isEqualTo(OURS);
        assertThat(last.get("sms_country").asText()).isEqualTo("US");
        assertThat(last.get("sms_status_date").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(call("chat", of + "&page=1").get("chat")).isEmpty();
        assertThat(call("summary", "page=1").get("summary")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheduled|page=-1|'page' must be a whole number, 0 to 1000; it is '-1'",
                "summary|page=x|'page' must be a whole number",
                "chat|external=12812340005|'internal' is required",
                "chat|internal=17134567890|'external' is required",
                "delete|page=0|'smsid' is required",
                "delete|smsid=' OR 1=1|there is no message with this smsid: ' OR 1=1",
            })
    void saysWhatIsWrongInItsOwnWay(String call, String form, String told) throws Exception {
        JsonNode answer = call(call, form);

        assertThat(answer.get("error").asBoolean()).isTrue();
        assertThat(answer.get("error_message").asText()).startsWith(told);
    }

    @Test
    void needsRightCredentialsAndTheirScope() throws Exception {
        String reader = live.gateway().accounts(accounts -> accounts.addKey("shop", Set.of(Scope.READ), 0, 1)
                .orElseThrow());
        String sender = live.gateway().accounts(accounts -> accounts.addKey("shop", Set.of(Scope.SEND), 0, 1)
                .orElseThrow());

        for (String call : new String[] {"scheduled", "summary", "chat", "delete"}) {
            assertThat(ask("shop", "tl_wrong", call, "").statusCode()).isEqualTo(401);
            String lacking = call.equals("delete") ? reader : sender;
            assertThat(HttpSender.json(ask("shop", lacking, call, ""))
                            .get("error_message")
                            .asText())
                    .startsWith("this needs a key with the scope");
        }
    }
}
