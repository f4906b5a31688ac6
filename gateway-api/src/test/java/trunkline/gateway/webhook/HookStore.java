package trunkline.gateway.webhook;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import trunkline.gateway.config.Network;
import trunkline.gateway.config.WebhooksConfig;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointSecret;
import trunkline.gateway.event.EventBell;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.event.WebhookFigures;
import trunkline.gateway.event.WebhookMeters;
import trunkline.gateway.http.dialect.amivono.EventAnswers;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.SqlStore;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.EndpointStore;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;

/** A store on disk and the webhooks of what happens in it, without the rest of a gateway. */
public final class HookStore implements AutoCloseable {

    public static final long ACCOUNT = 7;
    private static final String WAY = "carrier-a";

    /** Loopback is allowed; retries come soon. */
    public static final WebhooksConfig QUICK = config(Duration.ofMillis(50), Duration.ofDays(3));

    private final Database database;
    private final SqlStore store;
    private final Webhooks webhooks;
    private final Map<String, WebhookFigures> figures = new ConcurrentHashMap<>();

    public HookStore(Path directory, WebhooksConfig config) throws Exception {
        this(directory, config, System::nanoTime);
    }

    /** One whose deadlines go by another clock. */
    public HookStore(Path directory, WebhooksConfig config, LongSupplier nanoClock) throws Exception {
        this(directory, config, new Clocks(InstantSource.system(), nanoClock));
    }

    /** One for which time passes by other clocks. */
    public HookStore(Path directory, WebhooksConfig config, Clocks clocks) throws Exception {
        EventBell bell = new EventBell();
        database = Database.openForGateway("sqlite:test.db", directory);
        store = SqlStore.open(database, clocks.wall(), System::nanoTime, new Ringing(bell), (way, bind, pdu) -> null);
        webhooks = new Webhooks(
                config,
                new Webhooks.Sources(store.events(), store.endpoints(), bell),
                (endpoint, report) -> EventAnswers.body(report),
                clocks,
                new Shown());
        store.start();
        webhooks.start();
    }

    public static WebhooksConfig config(Duration retryFirst, Duration giveUp) {
        return new WebhooksConfig(
                List.of(Network.of("127.0.0.0/8")),
                null,
                10,
                8,
                new WebhooksConfig.Retry(retryFirst, Duration.ofHours(1), giveUp),
                Duration.ofDays(7));
    }

    /** Makes an endpoint that gets everything. */
    public Endpoint endpoint(String url, String... patterns) {
        EventFilter filter = patterns.length == 0 ? EventFilter.ALL : new EventFilter(List.of(patterns));
        EndpointSecret secret = EndpointSecret.generate(new SecureRandom(), 1);
        Endpoint.Settings settings = new Endpoint.Settings(url, filter, "", false);
        Endpoint endpoint = ((EndpointStore.Creation.Made)
                        endpoints().create(ACCOUNT, settings, secret, 100, null).join())
                .endpoint();
        webhooks.changed(endpoint.key());
        return endpoint;
    }

    /** Changes one. */
    public void change(Endpoint endpoint, Endpoint.Settings settings) {
        endpoints().change(ACCOUNT, endpoint.id(), before -> settings).join();
        webhooks.changed(endpoint.key());
    }

    public OutboundMessage accept() {
        MessageRequest request = new MessageRequest(
                ACCOUNT,
                new Sender("Test"),
                new PhoneNumber("+46736265449"),
                Content.Text.of("a secret between us"),
                Duration.ofHours(1));
        return ((AcceptOutcome.Kept) store.messages().accept(request, WAY).join()).message();
    }

    /** Version 1 of these: submitted. */
    public void submit(List<OutboundMessage> messages) {
        List<SubmitRecord> records = new ArrayList<>();
        for (OutboundMessage message : messages) {
            SegmentProgress progress = new SegmentProgress(
                    SegmentState.SUBMITTED, "id" + message.key(), 0, new Exchange(1, 1, message.createdAtMicros(), 0));
            records.add(new SubmitRecord(message.key(), ACCOUNT, 1, 1, 1, progress, null));
        }
        store.messages().recordSubmits(WAY, SubmitBatch.of(records)).join();
    }

    /** Version 2 of these: at their end. */
    public void end(List<OutboundMessage> messages) {
        store.messages()
                .end(messages.stream()
                        .map(message -> new Ending(message.key(), SmsState.UNKNOWN, "nothing was heard of it"))
                        .toList())
                .join();
    }

    /** So many messages, each with two events. */
    public List<OutboundMessage> happen(int count) {
        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(accept());
        }
        submit(messages);
        end(messages);
        return messages;
    }

    public SqlStore store() {
        return store;
    }

    public EndpointStore endpoints() {
        return store.endpoints();
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public WebhookFigures figures(Endpoint endpoint) {
        return figures.computeIfAbsent(endpoint.id().text(), id -> new WebhookFigures());
    }

    @Override
    public void close() {
        webhooks.close();
        store.close();
        database.close();
    }

    private record Ringing(EventBell bell) implements CommitListener {

        @Override
        public void onKept(List<OutboundMessage> messages) {
            // nobody sends them
        }

        @Override
        public void onChanged(List<StateChange> changes) {
            // told as events
        }

        @Override
        public void onEvents(Set<Long> accounts) {
            bell.ring(accounts);
        }
    }

    private final class Shown implements WebhookMeters {

        @Override
        public void webhooks(String endpoint, WebhookFigures shown) {
            figures.put(endpoint, shown);
        }

        @Override
        public void noWebhooks(String endpoint) {
            figures.remove(endpoint);
        }
    }
}
