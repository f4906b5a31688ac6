package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Batch;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.RequestKeys;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.Content;
import trunkline.gateway.store.BatchStore;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.template.Template;
import trunkline.gateway.template.TemplateStore;
import trunkline.gateway.template.TemplateText;

/** {@code POST /messages/batch}: many SMS in one request and one commit, with a row of answer for each. */
public final class BatchResource {

    /** Messages in one request. */
    static final int MESSAGES_MAX = 10_000;

    private static final long BODY_OCTETS_MAX = 8L << 20;
    /** Requests worked on at once; one more is refused with 503. Each may take tens of megabytes of memory. */
    private static final int RUNNING_MAX = 2;

    private static final String MESSAGES = "messages";

    private final Batch batch;
    private final RequestKeys keys;
    private final TemplateStore templates;
    private final Semaphore running = new Semaphore(RUNNING_MAX);

    public BatchResource(Batch batch, RequestKeys keys, TemplateStore templates) {
        this.batch = batch;
        this.keys = keys;
        this.templates = templates;
    }

    public List<Route> routes(Guard guard) {
        return List.of(new Route(
                HttpMethod.POST,
                "/messages/batch",
                Route.Body.inFile(BODY_OCTETS_MAX),
                guard.guarded(keys.once(this::post, this::again))));
    }

    /** What it answered to the same request before, if it did. */
    private CompletableFuture<Optional<Response>> again(Account account, Request request, RequestKey key) {
        return batch.made(account, key).thenApply(made -> made.filter(BatchStore.Outcome.Repeated.class::isInstance)
                .map(BatchResource::response));
    }

    private CompletableFuture<Response> post(Account account, Request request, @Nullable RequestKey key)
            throws ProblemException {
        if (!running.tryAcquire()) {
            throw new ProblemException(
                    Problem.unavailable(RUNNING_MAX + " batches are being worked on at this moment"));
        }
        return CompletableFuture.completedFuture(request)
                .thenComposeAsync(whole -> take(account, whole, key))
                .whenComplete((response, failure) -> running.release());
    }

    /** Reads and keeps them, on a thread that may take its time. */
    private CompletableFuture<Response> take(Account account, Request request, @Nullable RequestKey key) {
        try {
            JsonNode list = list(Json.readObject(Files.readAllBytes(request.file())));
            return texts(account, list).thenComposeAsync(texts -> keep(account, list, texts, key));
        } catch (ProblemException e) {
            throw new CompletionException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a request that was just written", e);
        }
    }

    /** The account's templates by name, if any of the messages asks for one. */
    private CompletableFuture<Map<String, TemplateText>> texts(Account account, JsonNode list) {
        for (JsonNode one : list) {
            if (TemplateFields.areIn(one)) {
                return templates.all(account.id()).thenApply(all -> all.stream()
                        .collect(Collectors.toMap(Template::name, Template::text)));
            }
        }
        return CompletableFuture.completedFuture(Map.of());
    }

    private CompletableFuture<Response> keep(
            Account account, JsonNode list, Map<String, TemplateText> texts, @Nullable RequestKey key) {
        List<Batch.@Nullable Item> items = new ArrayList<>();
        List<@Nullable Problem> problems = new ArrayList<>();
        for (JsonNode one : list) {
            read(one, texts, items, problems);
        }
        return batch.sms(account, items, key, outcomes -> answer(outcomes, items, problems))
                .thenApply(BatchResource::response);
    }

    private static JsonNode list(ObjectNode body) throws ProblemException {
        JsonNode list = body.path(MESSAGES);
        if (!list.isArray() || list.isEmpty() || list.size() > MESSAGES_MAX || body.size() > 1) {
            throw new ProblemException(Problem.fields(List.of(new Problem.FieldError(
                    MESSAGES,
                    list.isArray() ? list.size() + " messages" : null,
                    "must be a list of 1 to " + MESSAGES_MAX + " messages, and stand alone"))));
        }
        return list;
    }

    private static void read(
            JsonNode one,
            Map<String, TemplateText> texts,
            List<Batch.@Nullable Item> items,
            List<@Nullable Problem> problems) {
        Batch.Item item = null;
        Problem problem = null;
        try {
            if (!(one instanceof ObjectNode object)) {
                throw new ProblemException(Problem.badRequest("each of the messages must be a JSON object"));
            }
            Fields fields = new Fields(
                    TemplateFields.areIn(object)
                            ? TemplateFields.filled(object, texts.get(TemplateFields.name(object)))
                            : object);
            Batch.Item read = new Batch.Item(SmsFields.read(fields), RepeatFields.read(fields));
            fields.check();
            item = read;
        } catch (ProblemException e) {
            problem = e.problem();
        }
        items.add(item);
        problems.add(problem);
    }

    private static String answer(
            List<@Nullable IntakeOutcome> outcomes,
            List<Batch.@Nullable Item> items,
            List<@Nullable Problem> problems) {
        ObjectNode json = Json.object();
        ArrayNode rows = Json.object().arrayNode();
        int accepted = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            IntakeOutcome outcome = outcomes.get(i);
            if (outcome instanceof IntakeOutcome.Kept kept) {
                accepted++;
                ObjectNode row = rows.addObject()
                        .put(
                                "status",
                                MessageAnswers.first(kept.message(), false).label())
                        .put("id", kept.message().id().text())
                        .put("to", kept.message().request().to().e164())
                        .put(
                                "segment_count",
                                ((Content.Sms) kept.message().request().content())
                                        .size()
                                        .segments());
                Batch.Item item = items.get(i);
                RepeatFields.putAsked(row, item == null ? null : item.wish());
            } else {
                Problem problem = outcome == null ? problems.get(i) : MessageAnswers.problem(outcome);
                rows.addObject().put("status", "refused").set("problem", problem == null ? null : problem.toJson());
            }
        }
        json.put("accepted", accepted);
        json.put("refused", outcomes.size() - accepted);
        json.set(MESSAGES, rows);
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private static Response response(BatchStore.Outcome outcome) {
        if (outcome instanceof BatchStore.Outcome.Done done) {
            return json(done.answer());
        }
        if (outcome instanceof BatchStore.Outcome.Repeated repeated) {
            return RequestKeys.replayed(json(repeated.answer()));
        }
        if (outcome instanceof BatchStore.Outcome.NotNow notNow) {
            return Problem.unavailable(notNow.reason()).toResponse();
        }
        return RequestKeys.otherRequest();
    }

    private static Response json(String answer) {
        return Response.json(200, answer.getBytes(StandardCharsets.UTF_8));
    }
}
