package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.ApiKey;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.account.FailedLogins;
import trunkline.gateway.account.NumberSwitches;
import trunkline.gateway.account.RateLimit;
import trunkline.gateway.account.RateLimits;
import trunkline.gateway.dispatch.Batch;
import trunkline.gateway.dispatch.Cancelling;
import trunkline.gateway.dispatch.InMemoryMessageStore;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.LeavingHours;
import trunkline.gateway.dispatch.LinkedDrafts;
import trunkline.gateway.dispatch.RepeatIntake;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.dispatch.VoiceDesk;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.http.dialect.amivono.BatchResource;
import trunkline.gateway.http.dialect.amivono.LadderResource;
import trunkline.gateway.http.dialect.amivono.MessageAnswers;
import trunkline.gateway.http.dialect.voicetel.MessageResource;
import trunkline.gateway.http.dialect.voicetel.SmsResource;
import trunkline.gateway.http.dialect.voipcommunications.SendResource;
import trunkline.gateway.http.dialect.voximplant.MethodResource;
import trunkline.gateway.ladder.LadderIntake;
import trunkline.gateway.ladder.Rungs;
import trunkline.gateway.limit.FakePauses;
import trunkline.gateway.limit.LimitPlan;
import trunkline.gateway.limit.Limits;
import trunkline.gateway.link.LinkAddresses;
import trunkline.gateway.message.BodyKeeping;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.Transliterate;
import trunkline.gateway.message.Transliteration;
import trunkline.gateway.route.RouteTable;
import trunkline.gateway.route.Routing;
import trunkline.gateway.route.WayHealth;
import trunkline.gateway.smsc.SegmentMeter;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.BatchStore;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.HistoryStore;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderStore;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.RepetitionStore;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.VoiceFileStore;
import trunkline.gateway.template.TemplateStore;

/** The same SMS by every dialect and in every shape of request is the same message. */
class DialectsAgreeTest {

    private static final String KEY = "tl_good";
    private static final int ROUNDS = 300;
    private static final int CHARACTERS_MAX = 160;
    private static final String[] CHARACTERS = {
        "a", "Z", "7", " ", "@", "€", "[", "}", "~", "\\", "é", "ß", "ç", "Ω", "ж", "中", "😀", "e\u0301", "\n", "\r\n",
        "\t", "&", "=", "+", "%", "%41", ";", ",", "\"", "'", "<", "\u0000", "--", "#", "?", "/",
    };

    @TempDir
    private Path uploads;

    private final List<MessageRequest> kept = new ArrayList<>();
    private final Router router = router();

    private Router router() {
        InMemoryMessageStore store = new InMemoryMessageStore(new CommitListener() {
            @Override
            public void onKept(List<OutboundMessage> messages) {
                messages.forEach(message -> kept.add(message.request()));
            }

            @Override
            public void onChanged(List<StateChange> changes) {
                // nothing is sent here
            }

            @Override
            public void onEvents(Set<Long> accounts) {
                // nobody listens
            }
        });
        Intake intake = new Intake(
                store,
                uncalled(VoiceFileStore.class),
                new Routing(
                        new RouteTable(
                                List.of(trunkline.gateway.route.Route.ofPrefix("+", List.of("carrier"), List.of())),
                                number -> null),
                        WayHealth.UNKNOWN,
                        () -> 0),
                new SegmentMeter(List.of()),
                new Intake.Rules(
                        10,
                        Transliteration.of(Transliterate.NONE),
                        Duration.ofHours(72),
                        Duration.ofHours(1),
                        BodyKeeping.ALL),
                new Limits(LimitPlan.NONE, new FakePauses(), number -> null, () -> 0),
                new LeavingHours(HoursPlan.ANY, number -> List.of(), account -> null),
                () -> 0);
        Guard guard = new Guard(
                new Authenticator(
                        hash -> CompletableFuture.completedFuture(
                                hash.equals(ApiKey.hash(KEY))
                                        ? Optional.of(new Account(1, "me", false))
                                        : Optional.empty()),
                        () -> 0),
                new RateLimits(new RateLimit(Integer.MAX_VALUE, TimeUnit.SECONDS.toNanos(1)), () -> 0),
                new FailedLogins(new RateLimit(Integer.MAX_VALUE, TimeUnit.SECONDS.toNanos(1)), () -> 0),
                (account, address) -> true);
        List<Route> routes = new ArrayList<>();
        RepeatIntake repeats = new RepeatIntake(
                intake, uncalled(RepetitionStore.class), new LinkedDrafts(new LinkAddresses("http://x/")));
        routes.addAll(new trunkline.gateway.http.dialect.amivono.SmsResource(
                        intake,
                        repeats,
                        new MessageAnswers(store, "http://x"),
                        new RequestKeys(),
                        uncalled(TemplateStore.class))
                .routes(guard));
        RequestKeys keys = new RequestKeys();
        Batch batch = new Batch(intake, repeats, batches(store));
        routes.addAll(new BatchResource(batch, keys, uncalled(TemplateStore.class)).routes(guard));
        LadderStore ladders = ladders(store);
        Rungs rungs = new Rungs(intake, new LinkedDrafts(new LinkAddresses("http://x/")));
        routes.addAll(new LadderResource(
                        new LadderIntake(rungs, intake, ladders),
                        ladders,
                        store,
                        new Cancelling(store, uncalled(SmsWire.class), uncalled(VoiceDesk.class)),
                        uncalled(SmsWire.class),
                        keys,
                        "http://x")
                .routes(guard));
        routes.addAll(new SmsResource(intake).routes(guard));
        routes.addAll(new MessageResource(intake).routes(guard));
        routes.addAll(new SendResource(intake, null, () -> 0).routes(guard));
        routes.addAll(new MethodResource(
                        intake,
                        uncalled(HistoryStore.class),
                        allOn(),
                        id -> CompletableFuture.completedFuture(Optional.empty()),
                        () -> 0)
                .routes(guard));
        return new Router(routes);
    }

    private static NumberSwitches allOn() {
        return new NumberSwitches() {
            @Override
            public CompletableFuture<Boolean> isOff(long account, String number) {
                return CompletableFuture.completedFuture(false);
            }

            @Override
            public CompletableFuture<Boolean> set(Account account, String number, boolean off) {
                throw new AssertionError("nothing is switched here");
            }
        };
    }

    private static <T> T uncalled(Class<T> type) {
        return only(type, "", arguments -> arguments);
    }

    /** Of which one verb is called. */
    private static <T> T only(Class<T> type, String verb, Function<Object[], Object> answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(verb)) {
                        return answer.apply(arguments);
                    }
                    throw new AssertionError(method + " was not to be called");
                }));
    }

    /** Keeps the messages of a batch one after the other. */
    private static BatchStore batches(MessageStore messages) {
        return new BatchStore() {
            @Override
            public CompletableFuture<Outcome> acceptAll(
                    long account,
                    List<Routed> batch,
                    @Nullable RequestKey key,
                    Function<List<AcceptOutcome>, String> answer) {
                List<AcceptOutcome> outcomes = batch.stream()
                        .map(one -> messages.accept(one.request(), one.way()).join())
                        .toList();
                return CompletableFuture.completedFuture(new Outcome.Done(answer.apply(outcomes)));
            }

            @Override
            public CompletableFuture<Optional<Outcome>> made(long account, RequestKey key) {
                throw new AssertionError("no batch comes again here");
            }
        };
    }

    /** Keeps the message of the first step of a ladder. */
    private static LadderStore ladders(MessageStore messages) {
        return only(LadderStore.class, "accept", arguments -> {
            LadderStore.Begun first = (LadderStore.Begun) arguments[3];
            OutboundMessage message = ((AcceptOutcome.Kept)
                            messages.accept(first.request(), first.way()).join())
                    .message();
            Object kept = CompletableFuture.completedFuture(new LadderStore.Outcome.Kept(
                    new LadderReport(message.id(), 1, null, LadderState.RUNNING, 0, 0, 0, 1, 0, 0, List.of())));
            return kept;
        });
    }

    @Test
    void oneSmsIsOneMessageWhicheverWayItComes() throws Exception {
        Random random = new Random(20_261_126);
        for (int round = 0; round < ROUNDS; round++) {
            String from = number(random);
            String to = number(random);
            String text = text(random);
            kept.clear();

            sendByAll(from, to, text);

            assertThat(kept).as("round %d", round).hasSize(15);
            assertThat(kept).as("round %d", round).allMatch(request -> request.equals(kept.get(0)));
            assertThat(kept.get(0).from().value()).isEqualTo("+1" + from);
            assertThat(kept.get(0).to().e164()).isEqualTo("+1" + to);
            assertThat(((Content.Text) kept.get(0).content()).text()).isEqualTo(text);
        }
    }

    private void sendByAll(String from, String to, String text) throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString(("me:" + KEY).getBytes(StandardCharsets.UTF_8));
        send(
                201,
                "/messages/sms",
                "application/json",
                json("from", "+1" + from, "to", "+1" + to, "message", text),
                basic);
        String one = json("from", "+1" + from, "to", "+1" + to, "message", text);
        send(200, "/messages/batch", "application/json", "{\"messages\":[" + one + "]}", basic);
        String step = json("type", "sms", "from", "+1" + from, "to", "+1" + to, "message", text);
        send(201, "/messages/ladder", "application/json", "{\"steps\":[" + step + "]}", basic);
        String[] v2 = {"apikey", KEY, "source", from, "destination", to, "messageText", text};
        send(HttpMethod.GET, 200, "/v2/sms/?" + form(v2), "", "", "");
        send(200, "/v2/sms/?" + form(v2), "", "", "");
        send(200, "/v2/sms/", "application/x-www-form-urlencoded", form(v2), "");
        send(200, "/v2/sms/", "application/json", json(v2), "");
        send(200, "/v2/sms", "multipart/form-data; boundary=cut", multipart(v2), "");
        String v22 = json("fromNumber", from, "toNumber", to, "text", text);
        send(201, "/v2.2/messages", "application/json", v22, "Bearer " + KEY);
        String[] log = {"from", "1" + from, "to", "1" + to, "msg", text};
        String path = "/api-v2/index.php/sms/send";
        send(200, path, "application/x-www-form-urlencoded", form(log), basic);
        send(200, path, "multipart/form-data; boundary=cut", multipart(log), basic);
        String[] method = {"api_key", KEY, "source", "1" + from, "destination", "1" + to, "sms_body", text};
        send(200, "/platform_api/SendSmsMessage?" + form(method), "application/json", "{}", "");
        send(200, "/platform_api/SendSmsMessage", "application/json", json(method), "");
        send(200, "/platform_api?cmd=SendSmsMessage", "multipart/form-data; boundary=cut", multipart(method), "");
        String[] a2p = {"api_key", KEY, "src_number", "1" + from, "dst_numbers", "1" + to, "text", text};
        send(200, "/platform_api/A2PSendSms", "application/x-www-form-urlencoded", form(a2p), "");
    }

    private void send(int status, String target, String type, String body, String authorization) throws Exception {
        send(HttpMethod.POST, status, target, type, body, authorization);
    }

    private void send(HttpMethod method, int status, String target, String type, String body, String authorization)
            throws Exception {
        QueryStringDecoder uri = new QueryStringDecoder(target, StandardCharsets.UTF_8, true, 1_024, true);
        Router.Match match = router.find(method, uri.path());
        Request.Target path = new Request.Target(method, uri.path(), match.variables(), uri.parameters());
        HttpHeaders headers = new DefaultHttpHeaders().add("Content-Type", type).add("Authorization", authorization);
        Request request = match.route().body().toFile()
                ? Request.of(path, headers, Runnable::run, Files.writeString(uploads.resolve("body"), body))
                : Request.of(path, headers, Runnable::run, body.getBytes(StandardCharsets.UTF_8));

        Response response = match.route().handler().handle(request).join();

        assertThat(response.status())
                .as(() -> target + " " + new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
    }

    private static Map<String, String> pairs(String... namesAndValues) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return pairs;
    }

    private static String form(String... namesAndValues) {
        return pairs(namesAndValues).entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String json(String... namesAndValues) {
        ObjectNode object = Json.object();
        pairs(namesAndValues).forEach(object::put);
        return object.toString();
    }

    private static String multipart(String... namesAndValues) {
        return pairs(namesAndValues).entrySet().stream()
                        .map(pair -> "--cut\r\nContent-Disposition: form-data; name=\"" + pair.getKey() + "\"\r\n\r\n"
                                + pair.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "--cut--\r\n";
    }

    private static String number(Random random) {
        return "212" + (2 + random.nextInt(8)) + String.format("%06d", random.nextInt(1_000_000));
    }

    private static String text(Random random) {
        int units = 1 + random.nextInt(CHARACTERS_MAX / 3);
        return random.ints(units, 0, CHARACTERS.length)
                .mapToObj(i -> CHARACTERS[i])
                .collect(Collectors.joining());
    }
}
