package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
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
import trunkline.gateway.http.ApiStyle.Credentials;

/**
 * Every call that makes an SMS, with no credentials, wrong ones, another tenant's, and each of its fields missing or bad:
 * the error is the dialect's own, nothing of the gateway's inside shows, and nothing is stored.
 */
class SendMatrixTest {

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
        BALANCE("per-recipient: off", 1, "the account's balance of 0.4 does not cover the message, which costs 0.6"),
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

        String account(SendCall call) {
            return (name() + "." + call).toLowerCase(Locale.ROOT);
        }

        static String accounts() {
            return Stream.of(values())
                    .flatMap(limited -> Stream.of(SendCall.values())
                            .map(call -> "{name: " + limited.account(call) + ", " + limited.rule + "}"))
                    .collect(Collectors.joining(", "));
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

    private static HttpResponse<String> send(SendCall call, Map<String, String> fields, String name, String key)
            throws Exception {
        return call.style().ask(gateway.http(), "POST", call.path(), fields, new Credentials(name, key));
    }

    private static void assertRefused(SendCall call, HttpResponse<String> response, Object why) throws Exception {
        String shown = why + ": " + response.statusCode() + " " + response.body();
        assertThat(response.statusCode()).as(shown).isLessThan(500);
        assertThat(call.isError(response.statusCode(), HttpSender.json(response)))
                .as(shown)
                .isTrue();
        assertThat(response.body()).doesNotContain("Exception", "trunkline.", "java.");
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatIsRight(SendCall call) throws Exception {
        double before = gateway.http().accepted();

        HttpResponse<String> response = send(call, call.fields(), gateway.account(), gateway.key());

        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        assertThat(gateway.http().accepted()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesBadCredentials(SendCall call) throws Exception {
        double before = gateway.http().accepted();

        for (String key : List.of(
                "",
                "x",
                "tl_" + "A".repeat(43),
                gateway.key() + "x",
                gateway.key().substring(1))) {
            assertRefused(call, send(call, call.fields(), gateway.account(), key), key);
        }
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryFieldThatIsMissingOrBad(SendCall call) throws Exception {
        double before = gateway.http().accepted();

        for (Map<String, String> fields : call.badFields()) {
            assertRefused(call, send(call, fields, gateway.account(), gateway.key()), fields);
        }
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAKeyThatMayNotSend(SendCall call) throws Exception {
        double before = gateway.http().accepted();
        String key =
                gateway.accounts(accounts -> accounts.addKey(gateway.account(), Set.of(Scope.READ, Scope.ADMIN), 0, 1)
                        .orElseThrow());

        HttpResponse<String> response = send(call, call.fields(), gateway.account(), key);

        assertRefused(call, response, "no scope");
        assertThat(response.body()).contains("this needs a key with the scope send; this one has read,admin");
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsOverALimit(SendCall call) throws Exception {
        for (Limited limited : Limited.values()) {
            String name = limited.account(call);
            String key = gateway.newAccount(name);
            if (limited == Limited.BALANCE) {
                gateway.http().send("POST", "/accounts/" + name + "/balance", "{\"add\": 1}");
            }
            double before = gateway.http().accepted();
            for (int i = 0; i < limited.sent; i++) {
                send(call, call.fieldsTo(limited == Limited.ADJACENT ? i : 0), name, key);
            }
            assertThat(gateway.http().accepted()).as("%s", limited).isEqualTo(before + limited.sent);

            HttpResponse<String> response = send(call, call.fieldsTo(limited == Limited.ADJACENT ? 9 : 0), name, key);

            assertRefused(call, response, limited);
            assertThat(response.body()).contains(limited.told);
            assertThat(gateway.http().accepted()).as("%s", limited).isEqualTo(before + limited.sent);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesBodiesThatAreNone(SendCall call) throws Exception {
        double before = gateway.http().accepted();
        String authorization = call.style().authorization(new Credentials(gateway.account(), gateway.key()));

        for (String type : List.of(
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=cut",
                "multipart/form-data")) {
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
                        call, gateway.http().send("POST", call.path(), type, body, authorization), type + " " + body);
            }
        }
        assertThat(gateway.http().accepted()).isEqualTo(before);
    }
}
