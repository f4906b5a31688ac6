package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.template.Template;
import trunkline.gateway.template.TemplateStore;
import trunkline.gateway.template.TemplateText;

/** {@code /templates}: put, look at, list, remove. */
public final class TemplateResource {

    private static final Route.Body BODY = Route.Body.inMemory(16 * 1_024);
    private static final String BY_NAME = "/templates/{name}";
    private static final String TEXT = "text";

    private final TemplateStore store;

    public TemplateResource(TemplateStore store) {
        this.store = store;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/templates", guard.guarded(this::list)),
                Route.get(BY_NAME, guard.guarded(this::get)),
                new Route(HttpMethod.PUT, BY_NAME, BODY, guard.guarded(this::put)),
                new Route(HttpMethod.DELETE, BY_NAME, Route.Body.NONE, guard.guarded(this::remove)));
    }

    private CompletableFuture<Response> list(Account account, Request request) {
        return store.all(account.id()).thenApply(all -> {
            ObjectNode json = Json.object();
            ArrayNode list = json.putArray("templates");
            all.forEach(template -> list.add(toJson(template)));
            return Response.json(200, json);
        });
    }

    private CompletableFuture<Response> get(Account account, Request request) {
        return store.find(account.id(), request.variable("name"))
                .thenApply(found -> found.map(template -> Response.json(200, toJson(template)))
                        .orElseGet(TemplateResource::notFound));
    }

    private static ObjectNode toJson(Template template) {
        ObjectNode json = Json.object();
        json.put("name", template.name());
        json.put(TEXT, template.text().text());
        ArrayNode variables = json.putArray(TemplateFields.VARIABLES);
        template.text().variables().forEach(variables::add);
        json.put("created_at", Timestamps.seconds(template.createdAtMicros()));
        json.put("updated_at", Timestamps.seconds(template.updatedAtMicros()));
        return json;
    }

    private CompletableFuture<Response> put(Account account, Request request) throws ProblemException {
        String name = request.variable("name");
        if (!Template.isName(name)) {
            throw QueryParameters.wrong("name", name, Template.NAME_RULE);
        }
        Fields fields = new Fields(Json.readObject(request.body()));
        String text = fields.text(TEXT);
        String broken = fields.has(TEXT) ? TemplateText.brokenRule(text) : null;
        if (broken != null) {
            fields.reject(TEXT, text, broken);
        }
        fields.check();
        return store.put(account.id(), name, TemplateText.of(text))
                .thenApply(kept -> kept.map(put -> Response.json(put.isNew() ? 201 : 200, toJson(put.template())))
                        .orElseGet(TemplateResource::full));
    }

    private static Response full() {
        return Problem.of(
                        409,
                        "Too many templates",
                        "an account may have " + TemplateStore.TEMPLATES_MAX + " templates: remove one first")
                .toResponse();
    }

    private CompletableFuture<Response> remove(Account account, Request request) {
        return store.remove(account.id(), request.variable("name"))
                .thenApply(was -> was ? Response.empty(204) : notFound());
    }

    private static Response notFound() {
        return Problem.notFound("there is no template of this name").toResponse();
    }
}
