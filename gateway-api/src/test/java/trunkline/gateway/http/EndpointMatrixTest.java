package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;
import trunkline.gateway.account.Scope;
import trunkline.gateway.http.ApiStyle.Credentials;

/**
 * Every call but those that make an SMS, which {@link SendMatrixTest} has: with no credentials, wrong ones, another tenant's, a key that
 * lacks the scope, over the limit, and each of its fields missing or bad. The error is the API's own, nothing of the gateway's inside
 * shows, and nothing is changed.
 */
class EndpointMatrixTest {

    private static final String WAYS =
            """
            smsc:
              - {name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}
              - {name: goip, host: 127.0.0.1, port: 9, system-id: gw, password: x,
                 bank: {rate: 6/m, sims: [{name: sim-1, number: "+46701000001"}]}}
            trunks: [{name: carrier-b, proxy: "127.0.0.1:9"}]
            routes: [{to: "+1212", sms: [carrier-a], voice: [carrier-b]}]
            webhooks: {max-endpoints: 100}
            """;

    /** Values that a field may or may not have, and that no server may stumble over. */
    private static final List<Object> HOSTILE = List.of(
            "",
            "\u0000",
            "'; DROP TABLE message; --",
            "<script>alert(1)</script>",
            "\uFFFE\ud83d\ude00%00",
            "../../../../etc/passwd",
            Long.MIN_VALUE,
            "1".repeat(3_000),
            List.of(List.of()),
            Map.of("a", Map.of()));

    /** What anybody may ask, without credentials. */
    private static final Set<String> OPEN = Set.of(
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /openapi/{document}",
            "GET /platform_api",
            "POST /platform_api");

    /** Keys that lack one scope each. */
    private static final Map<Scope, String> WITHOUT = new EnumMap<>(Scope.class);

    /** An account of the strict gateway for each call. */
    private static final Map<String, Credentials> STRANGERS = new HashMap<>();

    @TempDir
    private static Path directory;

    @TempDir
    private static Path strictDirectory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    /** One that answers a single request of each account. */
    @SuppressWarnings("NullAway.Init")
    private static TestGateway strict;

    @SuppressWarnings("NullAway.Init")
    private static Tenant owner;

    @SuppressWarnings("NullAway.Init")
    private static Credentials another;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, "{rate-limit: 100000/s, failed-logins: 1000/s}", "{}", WAYS);
        strict = TestGateway.start(strictDirectory, "{rate-limit: 1/h}", "{}", WAYS);
        owner = new Tenant(gateway.http(), new Credentials(gateway.account(), gateway.key()));
        gateway.newAccount("idle");
        another = new Credentials("another", gateway.newAccount("another"));
        gateway.accounts(accounts -> {
            for (Scope scope : Scope.values()) {
                Set<Scope> others = EnumSet.complementOf(EnumSet.of(scope));
                WITHOUT.put(
                        scope, accounts.addKey(gateway.account(), others, 0, 1).orElseThrow());
            }
            return true;
        });
        strict.accounts(accounts -> {
            for (Call call : calls()) {
                String name = "stranger-" + STRANGERS.size();
                STRANGERS.put(
                        call.toString(),
                        new Credentials(name, accounts.add(name, true, 1).orElseThrow()));
            }
            return true;
        });
    }

    @AfterAll
    static void close() {
        gateway.close();
        strict.close();
    }

    static List<Call> calls() {
        return OtherCalls.all();
    }

    private static HttpResponse<String> ask(Call call, Map<String, ?> fields, Credentials who) throws Exception {
        return call.style().ask(gateway.http(), call.method(), call.pattern(), fields, who);
    }

    private static void assertRefused(Call call, HttpResponse<String> response, Object why) throws Exception {
        String shown = call + " " + why + ": " + response.statusCode() + " " + response.body();
        assertThat(isRefused(call, response)).as(shown).isTrue();
        assertHidesItsInside(response, shown);
    }

    private static void assertHidesItsInside(HttpResponse<String> response, String shown) {
        assertThat(response.statusCode()).as(shown).isLessThan(500);
        assertThat(response.body()).as(shown).doesNotContain("Exception", "trunkline.", "java.");
    }

    private static void assertUnchanged(String before) throws Exception {
        Set<String> now = things(owner.belongings());
        Set<String> then = things(before);
        Set<String> same = new TreeSet<>(now);
        same.retainAll(then);
        now.removeAll(same);
        then.removeAll(same);
        // what the other account does with its own is in the trail of audit, which an operator sees
        now.removeIf(thing -> thing.contains("\"actor\":\"another\""));
        assertThat(now).isEmpty();
        assertThat(then).isEmpty();
    }

    private static Set<String> things(String belongings) {
        return new TreeSet<>(List.of(belongings.split("(?=\\{\"(?:id|name|at|sender)\")", -1)));
    }

    private static boolean isRefused(Call call, HttpResponse<String> response) throws Exception {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") && call.style().isError(response.statusCode(), HttpSender.json(response));
    }

    private static String shown(Map<String, Object> fields) {
        String text = fields.toString();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    @Test
    void coversAllThatIsServed() {
        Set<String> covered = new TreeSet<>(OPEN);
        calls().forEach(call -> covered.add(call.served()));
        Stream.of(SendCall.values())
                .map(SendCall::path)
                .forEach(path -> covered.add("POST " + path.replaceFirst("/$", "")));
        covered.add("GET /v2/sms"); // as POST, see VoicetelApiTest
        covered.removeIf(call -> call.matches("POST /platform_api/[SA].*"));

        Set<String> served = gateway.served().stream()
                .map(call -> call.replaceFirst("(?<=.)/$", ""))
                .filter(call -> !call.contains("{token:10}"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> both = new TreeSet<>(served);
        both.retainAll(covered);
        served.removeAll(both);
        covered.removeAll(both);
        assertThat(served).as("served, and not in the matrix").isEmpty();
        assertThat(covered).as("in the matrix, and not served").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void takesWhatIsRight(Call call) throws Exception {
        if (call.isStream() || call.pattern().equals("/messages/inbound/{id}")) {
            return; // an answer without an end; nobody has written here
        }
        HttpResponse<String> response = ask(call, owner.resolve(call.good()), owner.who());

        boolean isLate = Set.of(409, 422).contains(response.statusCode())
                || call.method().equals("PUT");
        assertThat(isLate || !isRefused(call, response))
                .as(call + ": " + response.statusCode() + " " + response.body())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesBadCredentials(Call call) throws Exception {
        Map<String, Object> fields = owner.resolve(call.good());
        String before = owner.belongings();

        for (String key : List.of(
                "",
                "x",
                "tl_" + "A".repeat(43),
                gateway.key() + "x",
                gateway.key().substring(1))) {
            assertRefused(call, ask(call, fields, new Credentials(gateway.account(), key)), key);
        }
        assertUnchanged(before);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesAKeyThatLacksItsScope(Call call) throws Exception {
        String key = Objects.requireNonNull(WITHOUT.get(call.scope()));
        Map<String, Object> fields = owner.resolve(call.good());
        String before = owner.belongings();

        HttpResponse<String> response = ask(call, fields, new Credentials(gateway.account(), key));

        assertRefused(call, response, "without " + call.scope());
        assertThat(response.body())
                .contains("this needs a key with the scope " + call.scope().label());
        assertUnchanged(before);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void givesAnotherTenantNothing(Call call) throws Exception {
        if (call.isStream()) {
            return; // an answer without an end
        }
        Map<String, Object> fields = owner.resolve(call.good());
        String before = owner.belongings();

        HttpResponse<String> response = ask(call, fields, another);

        if (call.isOperators() || (call.isOfOneThing() && !call.good().containsValue("$later"))) {
            assertRefused(call, response, "another tenant's");
        }
        assertHidesItsInside(response, call + " of another tenant");
        assertThat(isRefused(call, response) || !response.body().contains(Tenant.MARK))
                .as(response.body())
                .isTrue();
        assertUnchanged(before);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesWhatIsOverTheRateLimit(Call call) throws Exception {
        Credentials who = Objects.requireNonNull(STRANGERS.get(call.toString()));
        ApiStyle.NATIVE.ask(strict.http(), "GET", "/messages", Map.of(), who);

        HttpResponse<String> response =
                call.style().ask(strict.http(), call.method(), call.pattern(), call.good(), who);

        assertRefused(call, response, "over the limit");
        assertThat(response.body()).contains("the limit of 1 requests is reached");
        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(response.headers().firstValueAsLong("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesEveryFieldThatIsMissingOrBad(Call call) throws Exception {
        Map<String, Object> good = owner.resolve(call.good());
        String before = owner.belongings();

        for (Map<String, Object> wrong : call.bad()) {
            Map<String, Object> fields = new LinkedHashMap<>(call.but(wrong));
            good.forEach((name, value) ->
                    fields.computeIfPresent(name, (same, there) -> wrong.containsKey(name) ? there : value));
            assertRefused(call, ask(call, fields, owner.who()), shown(wrong));
        }
        assertUnchanged(before);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void stumblesOverNoField(Call call) throws Exception {
        if (call.isStream()) {
            return;
        }
        Map<String, Object> good = owner.resolve(call.good());
        for (String name : good.keySet()) {
            for (Object value : HOSTILE) {
                Map<String, Object> fields = new LinkedHashMap<>(good);
                fields.put(name, value);
                HttpResponse<String> response = ask(call, fields, owner.who());
                assertHidesItsInside(response, call + " " + name + " " + value + ": " + response.body());
            }
        }
    }
}
