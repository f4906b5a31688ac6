package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;
import trunkline.gateway.TestGateway;

/** The API of voip-communications.net over a real connection. Nothing leaves here: nobody listens on the SMSC's port. */
class VoipCommunicationsApiTest {

    private static final String WAYS =
            """
            dialects: {bulk-sender: "+18772234078"}
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+1281", sms: [carrier-a]}]
            limits: {prices: [{to: "+1", sms: 0.5}, {to: "+1281", sms: 0.035}]}
            """;
    private static final String PATH = "/api-v2/index.php/sms/send";
    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    private static HttpResponse<String> post(String credentials, String type, String body) throws Exception {
        String text = credentials
                .replace("NAME", GATEWAY.get().account())
                .replace("KEY", GATEWAY.get().key());
        return GATEWAY.get()
                .http()
                .send(
                        "POST",
                        PATH,
                        type,
                        body,
                        "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return post("NAME:KEY", FORM, body);
    }

    @Test
    void aDateInTheFutureSchedulesTheMessage() throws Exception {
        Instant at = Instant.now().plus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        String date = at.toString().replace("T", " ").replace("Z", "");
        JsonNode row = HttpSender.json(post("to=12812345678&msg=x&delivery_date=" + date.replace(" ", "+")))
                .at("/send_log/0");

        assertThat(row.get("status").textValue()).isEqualTo("SCHEDULED");
        assertThat(row.get("delivery_date").textValue()).isEqualTo(date);
        String path = "/messages/sms/" + row.get("smsid").textValue();
        assertThat(GATEWAY.get().http().get(path).get("status").textValue()).isEqualTo("scheduled");
        assertThat(GATEWAY.get().http().get(path).get("send_at").textValue()).isEqualTo(at.toString());
        assertThat(GATEWAY.get().http().send("DELETE", path, "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2099-12-01 13:15",
                "2099-12-1 9:05",
                "2099-12-01T13:15:00+0100",
                "2099/12/01 13:15",
                "12/01/2099 13:15",
                "12/1/2099 1:15 PM",
                "01-12-2099 13:15",
                "1.12.2099 13:15:59",
                "1 December 2099 13:15",
                "1 Dec 2099",
                "December 1, 2099 1:15pm",
                "Tue, 01 Dec 2099 13:15:00 +0100",
                "Tue, 01 Dec 2099 13:15:00 GMT",
                "20991201T131500",
                "@4099887300",
            })
    void aDateMayBeWrittenInAnyFormThatNamesAMoment(String date) throws Exception {
        String body = "to=12812345678&msg=x&delivery_date=" + URLEncoder.encode(date, StandardCharsets.UTF_8);

        // each is read, and found to be too far ahead
        assertThat(HttpSender.json(post(body)).get("error_message").textValue())
                .isEqualTo("'delivery_date' must be in the future, and at most 366 days ahead; it is '" + date + "'");
    }

    @Test
    void answersTheDocumentedExampleWithTheDocumentedMembers() throws Exception {
        HttpResponse<String> response = post("to=12812345678&msg=It+is+a+SMS+message&delivery_date=2010-01-01+13%3A15");
        JsonNode log = HttpSender.json(response).get("send_log");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(log).hasSize(1);
        JsonNode row = log.get(0);
        assertThat(row.fieldNames())
                .toIterable()
                .containsExactly(
                        "code",
                        "code_desc",
                        "from",
                        "to",
                        "country",
                        "msg",
                        "delivery_date",
                        "sale",
                        "type",
                        "status",
                        "smsid");
        assertThat(row.get("code").intValue()).isEqualTo(200);
        assertThat(row.get("code_desc").textValue()).isEmpty();
        assertThat(row.get("from").textValue()).isEqualTo("18772234078");
        assertThat(row.get("to").textValue()).isEqualTo("12812345678");
        assertThat(row.get("country").textValue()).isEqualTo("US");
        assertThat(row.get("msg").textValue()).isEqualTo("It is a SMS message");
        assertThat(row.get("delivery_date").textValue()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(row.get("sale").doubleValue()).isEqualTo(0.035);
        assertThat(row.get("type").textValue()).isEqualTo("BULKSMS");
        assertThat(row.get("status").textValue()).isEqualTo("QUEUED");
        JsonNode message =
                GATEWAY.get().http().get("/messages/sms/" + row.get("smsid").textValue());
        assertThat(message.get("from").textValue()).isEqualTo("+18772234078");
        assertThat(message.get("to").textValue()).isEqualTo("+12812345678");
        assertThat(message.get("message").textValue()).isEqualTo("It is a SMS message");
    }

    @Test
    void aTextIsCutIntoSegmentsOf153Characters() throws Exception {
        JsonNode row = HttpSender.json(post("to=12812345678&msg=" + "x".repeat(307)))
                .get("send_log")
                .get(0);

        JsonNode message =
                GATEWAY.get().http().get("/messages/sms/" + row.get("smsid").textValue());
        assertThat(message.get("segment_count").intValue()).isEqualTo(3);
    }

    @Test
    void sendsToEachNumberAndSaysOfEachWhatBecameOfIt() throws Exception {
        double before = GATEWAY.get().http().accepted();
        JsonNode log = HttpSender.json(
                        post("to=12812345678%2C+%2B12812345679,,555,4915112345678&from=17134567890&msg=x"))
                .get("send_log");

        assertThat(log).hasSize(4);
        assertThat(log.findValuesAsText("code")).containsExactly("200", "200", "400", "400");
        assertThat(log.findValuesAsText("to")).containsExactly("12812345678", "12812345679", "555", "4915112345678");
        assertThat(log.findValuesAsText("country")).containsExactly("US", "US", "", "DE");
        assertThat(log.findValuesAsText("type")).containsOnly("2WAYSMS");
        assertThat(log.findValuesAsText("status")).containsExactly("QUEUED", "QUEUED", "ERROR", "ERROR");
        assertThat(log.get(2).get("code_desc").textValue())
                .contains("must be a telephone number with its country code");
        assertThat(log.get(3).get("code_desc").textValue()).contains("no route for SMS matches");
        assertThat(GATEWAY.get().http().accepted()).isEqualTo(before + 2);
    }

    @Test
    void takesAMultipartFormAsItsAppsSendIt() throws Exception {
        String head = "Content-Disposition: form-data; name=";
        String body = String.join(
                "\r\n",
                List.of(
                        "--cut",
                        head + "\"to\"",
                        "",
                        "12812345678",
                        "--cut",
                        head + "\"msg\"",
                        "",
                        "smörgås €;&=+",
                        "--cut",
                        head + "\"from\"",
                        "",
                        "",
                        "--cut--",
                        ""));

        JsonNode row = HttpSender.json(post("NAME:KEY", "multipart/form-data; boundary=cut", body))
                .get("send_log")
                .get(0);

        assertThat(row.get("msg").textValue()).isEqualTo("smörgås €;&=+");
        assertThat(row.get("type").textValue()).isEqualTo("BULKSMS");
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "msg=x|'to' is required",
                "to=&msg=x|'to' is required",
                "to=,,&msg=x|'to' must be 1 to 1000 numbers with commas between; it is ',,'",
                "to=12812345678|'msg' is required",
                "to=12812345678&msg=%ff|'msg' must be text in UTF-8",
                "to=12812345678&to=12812345679&msg=x|'to' is given twice with different values",
                "to=12812345678&msg=x&from=me|'from' must be a telephone number with its country code, such as"
                        + " 12812345678; it is 'me'",
                "to=12812345678&msg=x&delivery_date=tomorrow|'delivery_date' must be a date such as 2026-12-01 13:15",
                "to=12812345678&msg=x&delivery_date=2026-13-01+13%3A15|'delivery_date' must be a date such as",
                "to=12812345678&msg=x&delivery_date=2027-02-30+13%3A15|'delivery_date' must be a date such as",
                "to=12812345678&msg=x&delivery_date=31%2F12%2F2027|'delivery_date' must be a date such as",
                "to=12812345678&msg=x&delivery_date=%2B999999999-01-01|'delivery_date' must be a date such as",
                "to=12812345678&msg=x&delivery_date=@99999999999999|'delivery_date' must be a date such as",
                "to=12812345678&msg=x&delivery_date=2199-01-01+13%3A15|'delivery_date' must be in the future, and at"
                        + " most 366 days ahead; it is '2199-01-01 13:15'",
                "to=12812345678&msg=x&delivery_date=2199-01-01T13:15:00%2B01:00|'delivery_date' must be in the"
                        + " future, and at most 366",
                "to=12812345678&msg=x&delivery_date=2199-01-01|'delivery_date' must be in the future, and at most 366",
                "%zz|the form in the body is malformed",
            })
    void saysWhatIsWrongWithStatus200(String body, String message) throws Exception {
        double before = GATEWAY.get().http().accepted();
        HttpResponse<String> response = post(body);
        JsonNode error = HttpSender.json(response);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(error.get("error").booleanValue()).isTrue();
        assertThat(error.get("error_message").textValue()).startsWith(message);
        assertThat(GATEWAY.get().http().accepted()).isEqualTo(before);
    }

    @Test
    void whatIsWrongWithTheTextIsWrongOfTheRequest() throws Exception {
        JsonNode tooLong = HttpSender.json(post("to=12812345678,12812345679&msg=" + "x".repeat(1_531)));
        JsonNode tooMany =
                HttpSender.json(post("msg=x&to=" + String.join(",", Collections.nCopies(1_001, "12812345678"))));

        assertThat(tooLong.get("error_message").textValue()).startsWith("'msg' must fit in 10 segments; it takes 11");
        assertThat(tooMany.get("error_message").textValue()).startsWith("'to' must be 1 to 1000 numbers");
    }

    @ParameterizedTest
    @CsvSource({"NAME:wrong", "wrong:KEY", "KEY:NAME", "NAME", ":", "'NAME:'"})
    void wrongCredentialsHaveStatus401(String credentials) throws Exception {
        HttpResponse<String> response = post(credentials, FORM, "to=12812345678&msg=x");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"error\":true,\"error_message\":\"Invalid api credentials\"}");
    }

    @Test
    void refusesWhatIsTooLargeOrOfAnotherTypeInItsOwnWay() throws Exception {
        assertThat(HttpSender.json(post("x".repeat(70_000)))
                        .get("error_message")
                        .textValue())
                .startsWith("the body is larger than");
        assertThat(HttpSender.json(post("NAME:KEY", "multipart/form-data", "x"))
                        .get("error_message")
                        .textValue())
                .startsWith("the multipart body is malformed");
        assertThat(HttpSender.json(post("NAME:KEY", "multipart/form-data; boundary=cut", "--cut\r\nContent-"))
                        .get("error")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void withoutABulkSenderFromIsRequired(@TempDir Path other) throws Exception {
        try (TestGateway without = TestGateway.start(other, "")) {
            String credentials = Base64.getEncoder()
                    .encodeToString((without.account() + ":" + without.key()).getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> response =
                    without.http().send("POST", PATH, FORM, "to=12812345678&msg=x", "Basic " + credentials);

            assertThat(HttpSender.json(response).get("error_message").textValue())
                    .startsWith("'from' is required: the gateway has no dialects.bulk-sender");
        }
    }
}
