package trunkline.gateway.http.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Scope;
import trunkline.gateway.event.Callback;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointHealth;
import trunkline.gateway.event.EndpointSecret;
import trunkline.gateway.event.WebhookDesk;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.RequestKeys;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.EndpointStore;
import trunkline.gateway.store.EndpointStore.Creation;
import trunkline.gateway.store.EventStore;
import trunkline.gateway.store.RequestKey;

/** {@code /webhooks}: where events of an account go, with which secret, and how it works. */
public final class WebhookResource {

    private static final Route.Body BODY = Route.Body.inMemory(16 * 1_024);
    private static final String PATH = "/webhooks";
    private static final String BY_ID = PATH + "/{id}";
    private static final String KEEP_OLD = "keep_old_seconds";
    private static final int KEEP_OLD_SECONDS = 24 * 3_600;
    private static final int KEEP_OLD_SECONDS_MAX = 7 * KEEP_OLD_SECONDS;
    private static final int CONFLICT = 409;

    private final EndpointStore store;
    private final EventStore events;
    private final WebhookDesk desk;
    private final Endpoints endpoints;
    private final RequestKeys keys;
    private final Rules rules;
    private final SecureRandom random = new SecureRandom();

    /**
     * What holds for all endpoints.
     *
     * @param mostOfAccount endpoints that an account may have
     * @param publicUrl the front of every {@code Location}
     * @param nowMicros microseconds since 1970 in UTC
     */
    public record Rules(int mostOfAccount, String publicUrl, LongSupplier nowMicros) {}

    public WebhookResource(EndpointStore store, EventStore events, WebhookDesk desk, RequestKeys keys, Rules rules) {
        this.store = store;
        this.events = events;
        this.desk = desk;
        this.endpoints = new Endpoints(store);
        this.keys = keys;
        this.rules = rules;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                new Route(
                        HttpMethod.POST, PATH, BODY, guard.guarded(Scope.ADMIN, keys.once(this::create, this::again))),
                Route.get(PATH, guard.guarded(this::list)),
                Route.get(BY_ID, guard.guarded(this::get)),
                new Route(HttpMethod.PATCH, BY_ID, BODY, guard.guarded(Scope.ADMIN, this::change)),
                new Route(HttpMethod.DELETE, BY_ID, Route.Body.NONE, guard.guarded(Scope.ADMIN, this::remove)),
                new Route(HttpMethod.POST, BY_ID + "/secrets", BODY, guard.guarded(Scope.ADMIN, this::rotate)),
                new Route(HttpMethod.POST, BY_ID + "/test", BODY, guard.guarded(Scope.ADMIN, this::test)),
                Route.get(BY_ID + "/deliveries", guard.guarded(this::deliveries)));
    }

    private CompletableFuture<Response> create(Account account, Request request, @Nullable RequestKey key)
            throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        WebhookFields wanted = WebhookFields.read(fields, desk, true);
        Callback callback = CallbackFields.read(fields, account);
        fields.check();
        EndpointSecret secret =
                EndpointSecret.generate(random, rules.nowMicros().getAsLong());
        return store.create(account.id(), wanted.settings(callback), secret, rules.mostOfAccount(), key)
                .thenApply(this::answer);
    }

    /** What it answered to the same request before, if it did. */
    private CompletableFuture<Optional<Response>> again(Account account, Request request, RequestKey key) {
        return store.made(account.id(), key).thenApply(made -> made.filter(Creation.Repeated.class::isInstance)
                .map(this::answer));
    }

    private Response answer(Creation creation) {
        if (creation instanceof Creation.Made made) {
            desk.changed(made.endpoint().key());
            return created(made.endpoint(), made.secret());
        }
        if (creation instanceof Creation.Repeated repeated) {
            return RequestKeys.replayed(created(repeated.endpoint(), repeated.secret()));
        }
        return creation instanceof Creation.TooMany ? tooMany() : RequestKeys.otherRequest();
    }

    private Response created(Endpoint endpoint, EndpointSecret secret) {
        return Response.json(201, WebhookAnswers.of(endpoint).put("secret", secret.value()))
                .with("Location", rules.publicUrl() + PATH + "/" + endpoint.id().text());
    }

    private Response tooMany() {
        return Problem.of(
                        CONFLICT,
                        "Too many webhooks",
                        "an account may have " + rules.mostOfAccount() + " webhooks: remove one first")
                .toResponse();
    }

    private CompletableFuture<Response> list(Account account, Request request) {
        return store.list(account.id()).thenApply(all -> {
            ObjectNode json = Json.object();
            ArrayNode list = json.putArray("webhooks");
            all.forEach(endpoint -> list.add(WebhookAnswers.of(endpoint)));
            return Response.json(200, json);
        });
    }

    private CompletableFuture<Response> get(Account account, Request request) {
        return endpoints.with(
                account, request, endpoint -> desk.health(endpoint.key()).thenCompose(health -> counts(endpoint, health)
                        .thenApply(counts ->
                                Response.json(200, WebhookAnswers.of(endpoint, health.orElse(null), counts)))));
    }

    private CompletableFuture<WebhookAnswers.Counts> counts(Endpoint endpoint, Optional<EndpointHealth> health) {
        long position = health.map(EndpointHealth::position).orElse(Long.MAX_VALUE);
        return events.count(endpoint.account(), position, endpoint.settings().filter(), WebhookAnswers.COUNTED_MAX)
                .thenCombine(
                        store.countDeadLetters(endpoint.key(), WebhookAnswers.COUNTED_MAX), WebhookAnswers.Counts::new);
    }

    private CompletableFuture<Response> change(Account account, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        WebhookFields wanted = WebhookFields.read(fields, desk, false);
        fields.check();
        return store.change(account.id(), Endpoints.id(request), wanted::over).thenApply(changed -> {
            changed.ifPresent(endpoint -> desk.changed(endpoint.key()));
            return changed.map(endpoint -> Response.json(200, WebhookAnswers.of(endpoint)))
                    .orElseGet(WebhookAnswers::notFound);
        });
    }

    private CompletableFuture<Response> remove(Account account, Request request) {
        MessageId id = Endpoints.id(request);
        return store.remove(account.id(), id).thenApply(removed -> {
            if (removed) {
                desk.removed(id.key());
            }
            return removed ? Response.empty(204) : WebhookAnswers.notFound();
        });
    }

    private CompletableFuture<Response> rotate(Account account, Request request) throws ProblemException {
        Fields fields = new Fields(request.body().length == 0 ? Json.object() : Json.readObject(request.body()));
        Integer seconds = fields.optionalInteger(KEEP_OLD, 0, KEEP_OLD_SECONDS_MAX);
        fields.check();
        long nowMicros = rules.nowMicros().getAsLong();
        long oldUntil = nowMicros + TimeUnit.SECONDS.toMicros(seconds == null ? KEEP_OLD_SECONDS : seconds);
        EndpointSecret secret = EndpointSecret.generate(random, nowMicros);
        MessageId id = Endpoints.id(request);
        return store.rotate(account.id(), id, secret, oldUntil).thenApply(rotated -> {
            if (!rotated) {
                return WebhookAnswers.notFound();
            }
            desk.changed(id.key());
            return Response.json(
                    201,
                    Json.object()
                            .put("secret", secret.value())
                            .put("old_secret_expires_at", WebhookAnswers.time(oldUntil)));
        });
    }

    private CompletableFuture<Response> test(Account account, Request request) {
        return endpoints.with(account, request, endpoint -> desk.test(endpoint.key())
                .thenApply(report -> report.map(test -> Response.json(200, WebhookAnswers.of(test)))
                        .orElseGet(() -> Problem.of(
                                        CONFLICT, "Test under way", "another test of this webhook is under way")
                                .toResponse())));
    }

    private CompletableFuture<Response> deliveries(Account account, Request request) {
        return endpoints.with(account, request, endpoint -> desk.deliveries(endpoint.key())
                .thenApply(reports -> Response.json(200, WebhookAnswers.deliveries(reports))));
    }
}
