package trunkline.gateway.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.HandClock;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointHealth;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.event.EventId;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.DeadLetter;
import trunkline.gateway.webhook.HookServer.Hook;

/** Events on their way from the store to endpoints that take them, do not, or take their time. */
class WebhooksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();

    private final HandClock clock = new HandClock(InstantSource.system().instant());

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    private HookStore store() throws Exception {
        return opened(new HookStore(directory, HookStore.QUICK, clock.clocks()));
    }

    @Test
    void tellsEveryChangeOfAMessageInOrder() throws Exception {
        HookStore store = store();
        HookServer server = opened(HookServer.good());
        store.endpoint(server.url());

        OutboundMessage message = store.happen(1).get(0);

        await().until(() -> server.hooks().size() == 2);
        JsonNode first = JSON.readTree(server.hooks().get(0).body());
        JsonNode second = JSON.readTree(server.hooks().get(1).body());
        assertThat(first.get("type").asText()).isEqualTo("sms.submitted");
        assertThat(second.get("type").asText()).isEqualTo("sms.unknown");
        assertThat(second.get("timestamp").asText()).startsWith("20").endsWith("Z");
        JsonNode data = second.get("data");
        assertThat(data.get("id").asText()).isEqualTo(message.id().text());
        assertThat(data.get("status").asText()).isEqualTo("unknown");
        assertThat(data.get("version").asInt()).isEqualTo(2);
        assertThat(data.get("from").asText()).isEqualTo("Test");
        assertThat(data.get("to").asText()).isEqualTo("+46736265449");
        assertThat(data.get("reason").asText()).isEqualTo("nothing was heard of it");
        assertThat(data.get("segments").get(0).get("status").asText()).isEqualTo("submitted");
        assertThat(second.toString()).doesNotContain("secret");
    }

    @Test
    void aWebhookIsSignedAndHasItsIdAndTheTimeOfItsSending() throws Exception {
        HookStore store = store();
        HookServer server = opened(HookServer.good());
        store.endpoint(server.url());

        store.happen(1);

        await().until(() -> !server.hooks().isEmpty());
        Map<String, String> headers = server.hooks().get(0).headers();
        assertThat(headers.get("content-type")).isEqualTo("application/json");
        assertThat(headers.get("webhook-id")).matches("evt_[0-9a-z]{13}");
        assertThat(Long.parseLong(headers.get("webhook-timestamp")))
                .isCloseTo(System.currentTimeMillis() / 1_000, org.assertj.core.data.Offset.offset(60L));
        assertThat(headers.get("webhook-signature")).matches("v1,[A-Za-z0-9+/]{43}=");
        assertThat(headers.get("host")).isEqualTo("127.0.0.1:" + server.port());
    }

    @Test
    void anEndpointGetsOnlyWhatItAskedForAndOnlySinceItWasMade() throws Exception {
        HookStore store = store();
        HookServer all = opened(HookServer.good());
        HookServer some = opened(HookServer.good());
        store.endpoint(all.url());
        store.happen(1);
        await().until(() -> all.hooks().size() == 2);
        store.endpoint(some.url(), "sms.unknown", "voice.*");

        store.happen(3);

        await().until(() -> all.hooks().size() == 8 && some.hooks().size() == 3);
        assertThat(some.hooks()).allSatisfy(hook -> assertThat(hook.body()).contains("\"sms.unknown\""));
    }

    @Test
    void thousandsArriveOnceEachAndThoseOfOneMessageInOrder() throws Exception {
        HookStore store = store();
        HookServer server = opened(HookServer.good());
        store.endpoint(server.url());

        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            messages.addAll(store.happen(100));
        }

        await().atMost(30, SECONDS).until(() -> server.hooks().size() >= 2_000);
        assertThat(ids(server)).hasSize(2_000);
        assertVersionsInOrder(server.hooks(), messages);
        assertThat(server.connections()).isLessThanOrEqualTo(8);
    }

    private static Set<String> ids(HookServer server) {
        Set<String> ids = new HashSet<>();
        server.hooks().forEach(hook -> ids.add(hook.id()));
        return ids;
    }

    private static void assertVersionsInOrder(List<Hook> hooks, List<OutboundMessage> messages) throws Exception {
        Map<String, Integer> versions = new ConcurrentHashMap<>();
        for (Hook hook : hooks) {
            JsonNode data = JSON.readTree(hook.body()).get("data");
            int version = data.get("version").asInt();
            Integer before = versions.put(data.get("id").asText(), version);
            assertThat(version).isGreaterThanOrEqualTo(before == null ? 1 : before);
        }
        assertThat(versions).hasSize(messages.size()).allSatisfy((id, version) -> assertThat(version)
                .isEqualTo(2));
    }

    @Test
    void whatIsNotTakenIsSentAgainAndHoldsUpItsMessageOnly() throws Exception {
        HookStore store = store();
        Set<String> failed = ConcurrentHashMap.newKeySet();
        AtomicInteger count = new AtomicInteger();
        // the first webhook of three messages fails three times: fewer in a row than open the breaker
        Map<String, Integer> failures = new ConcurrentHashMap<>();
        HookServer server = opened(HookServer.answering(hook -> {
            boolean bad = hook.body().contains("\"version\":1")
                    && (failures.containsKey(hook.id()) || count.getAndIncrement() % 10 == 0);
            if (bad && failures.merge(hook.id(), 1, Integer::sum) <= 3) {
                failed.add(hook.id());
                return 500;
            }
            return 204;
        }));
        Endpoint endpoint = store.endpoint(server.url());

        List<OutboundMessage> messages = store.happen(30);

        await().atMost(30, SECONDS).until(() -> taken(server, failures).size() == 60);
        assertThat(failed).isNotEmpty();
        assertVersionsInOrder(taken(server, failures), messages);
        await().until(() -> store.endpoints().retries(endpoint.key(), 10).join().isEmpty());
    }

    /** Those that were answered with 204: the fourth of an event that failed, else the first. */
    private static List<Hook> taken(HookServer server, Map<String, Integer> failures) {
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        return server.hooks().stream()
                .filter(hook -> seen.merge(hook.id(), 1, Integer::sum) > (failures.containsKey(hook.id()) ? 3 : 0))
                .toList();
    }

    @Test
    void aDeadAndASlowEndpointDelayNobodyElse() throws Exception {
        HookStore store = store();
        CountDownLatch hold = new CountDownLatch(1);
        HookServer slow = opened(HookServer.answering(hook -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 200;
        }));
        HookServer dead = HookServer.good();
        String deadUrl = dead.url();
        dead.close();
        HookServer healthy = opened(HookServer.good());
        store.endpoint(slow.url());
        Endpoint down = store.endpoint(deadUrl);
        store.endpoint(healthy.url());

        store.happen(200);

        await().atMost(20, SECONDS).until(() -> healthy.hooks().size() == 400);
        await().until(() -> store.figures(down).down() == 1);
        assertThat(store.webhooks().health(down.key()).join().orElseThrow().failure())
                .startsWith("it cannot be reached: ");
        hold.countDown();
        await().atMost(20, SECONDS).until(() -> ids(slow).size() == 400);
    }

    @Test
    void anEndpointThatIsUpAgainGetsAllThatItMissed() throws Exception {
        HookStore store = store();
        AtomicBoolean up = new AtomicBoolean();
        HookServer server = opened(HookServer.answering(hook -> up.get() ? 200 : 503));
        Endpoint endpoint = store.endpoint(server.url());
        List<OutboundMessage> messages = store.happen(300);
        await().until(() -> store.figures(endpoint).down() == 1);
        int refused = server.hooks().size();

        up.set(true);

        clock.turnAhead(Duration.ofSeconds(10)); // longer than its breaker rests
        await().atMost(30, SECONDS).until(() -> ids(server).size() == 600);
        assertThat(refused).isLessThan(100);
        assertVersionsInOrder(server.hooks().subList(refused, server.hooks().size()), messages);
    }

    @Test
    void aSlowWebhookLetsTheOthersPass() throws Exception {
        HookStore store = store();
        CountDownLatch hold = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        HookServer server = opened(HookServer.answering(hook -> {
            if (first.getAndSet(false)) {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return 200;
        }));
        Endpoint endpoint = store.endpoint(server.url());

        store.happen(1_000);

        await().atMost(30, SECONDS).until(() -> server.hooks().size() == 1_998);
        assertThat(store.endpoints().retries(endpoint.key(), 10).join()).hasSize(2);
        hold.countDown();
        await().until(() -> server.hooks().size() == 2_000);
        assertThat(ids(server)).hasSize(2_000);
        await().until(() -> store.endpoints().retries(endpoint.key(), 10).join().isEmpty());
    }

    @Test
    void whatIsNotTakenInTimeIsListedAndSentAgainWhenAskedFor() throws Exception {
        HookStore store = opened(new HookStore(
                directory, HookStore.config(Duration.ofMillis(100), Duration.ofHours(1)), clock.clocks()));
        AtomicBoolean up = new AtomicBoolean();
        HookServer server = opened(HookServer.answering(hook -> up.get() ? 200 : 404));
        Endpoint endpoint = store.endpoint(server.url());
        store.happen(3);
        await().atMost(30, SECONDS).until(() -> isLeftAlone(store, endpoint));

        clock.turnAhead(Duration.ofHours(2));

        await().atMost(30, SECONDS).until(() -> dead(store, endpoint).size() == 6);
        DeadLetter newest = dead(store, endpoint).get(0);
        assertThat(newest.failure()).contains("it answered 404");
        assertThat(newest.what()).isNotNull();
        up.set(true);
        clock.turnAhead(Duration.ofMinutes(10)); // longer than its breaker rests
        await().until(() -> !isLeftAlone(store, endpoint));
        int before = server.hooks().size();

        assertThat(store.endpoints()
                        .replay(endpoint.key(), List.of(newest.event(), 5L))
                        .join())
                .isEqualTo(1);
        store.webhooks().changed(endpoint.key());
        await().atMost(20, SECONDS).until(() -> server.hooks().size() == before + 1);
        assertThat(server.hooks().get(before).id()).isEqualTo(EventId.text(newest.event()));
        await().until(() -> dead(store, endpoint).size() == 5);

        store.endpoints().replay(endpoint.key(), null).join();
        store.webhooks().changed(endpoint.key());
        await().atMost(20, SECONDS).until(() -> server.hooks().size() == before + 6);
        await().until(() -> dead(store, endpoint).isEmpty());
    }

    private static boolean isLeftAlone(HookStore store, Endpoint endpoint) {
        EndpointHealth health = store.webhooks().health(endpoint.key()).join().orElseThrow();
        return health.breaker().equals("open") && health.sending() == 0;
    }

    private static List<DeadLetter> dead(HookStore store, Endpoint endpoint) {
        return store.endpoints()
                .deadLetters(endpoint.key(), Long.MAX_VALUE, 100)
                .join();
    }

    @Test
    void goesOnWhereItWasAfterARestart() throws Exception {
        HookServer server = opened(HookServer.good());
        try (HookStore first = new HookStore(directory, HookStore.QUICK)) {
            first.endpoint(server.url());
            first.happen(50);
            await().until(() -> server.hooks().size() == 100);
        }

        HookStore second = store();
        second.happen(50);

        await().until(() -> server.hooks().size() == 200);
        assertThat(ids(server)).hasSize(200);
    }

    @Test
    void aPausedEndpointGetsWhatItMissedOnceItIsNotPaused() throws Exception {
        HookStore store = store();
        HookServer server = opened(HookServer.good());
        HookServer other = opened(HookServer.good());
        Endpoint endpoint = store.endpoint(server.url());
        store.endpoint(other.url());
        store.change(endpoint, new Endpoint.Settings(server.url(), EventFilter.ALL, "", true));
        store.happen(20);
        await().until(() -> other.hooks().size() == 40);
        int early = server.hooks().size();

        store.change(endpoint, new Endpoint.Settings(server.url(), EventFilter.ALL, "", false));

        await().until(() -> server.hooks().size() == 40);
        assertThat(early).isZero();
    }

    @Test
    void anIdleConnectionThatWasClosedCostsNoFailure() throws Exception {
        HookStore store = store();
        HookServer server = opened(HookServer.good());
        Endpoint endpoint = store.endpoint(server.url());
        store.happen(1);
        await().until(() -> store.figures(endpoint).delivered() == 2);

        server.cut();
        store.happen(1);

        await().until(() -> server.hooks().size() == 4);
        assertThat(store.figures(endpoint).failed()).isZero();
    }

    @Test
    void anEndpointThatWasTakenAwayGetsNothingMore() throws Exception {
        HookStore store = store();
        HookServer gone = opened(HookServer.good());
        HookServer other = opened(HookServer.good());
        Endpoint endpoint = store.endpoint(gone.url());
        store.endpoint(other.url());
        store.happen(1);
        await().until(() -> gone.hooks().size() == 2 && other.hooks().size() == 2);

        store.endpoints().remove(HookStore.ACCOUNT, endpoint.id()).join();
        store.webhooks().removed(endpoint.key());
        await().until(() -> store.webhooks().health(endpoint.key()).join().isEmpty());
        store.happen(5);

        await().until(() -> other.hooks().size() == 12);
        assertThat(gone.hooks()).hasSize(2);
    }
}
