package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import trunkline.gateway.account.Account;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.VoiceFile;
import trunkline.gateway.store.VoiceFileStore;

/** {@code /voice-files}: upload, list, remove. */
public final class VoiceFileResource {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String NAME_RULE =
            "must be 1 to 128 letters, digits, dots, dashes and underscores, and begin with a letter or digit";
    private static final double MILLIS_PER_SECOND = 1_000.0;

    private final VoiceFileStore store;
    private final PromptShelf shelf;
    private final long octetsMax;
    private final LongSupplier nowMicros;

    /**
     * The resource.
     *
     * @param octetsMax of an upload
     * @param nowMicros the time, microseconds since 1970 in UTC
     */
    public VoiceFileResource(VoiceFileStore store, PromptShelf shelf, long octetsMax, LongSupplier nowMicros) {
        this.store = store;
        this.shelf = shelf;
        this.octetsMax = octetsMax;
        this.nowMicros = nowMicros;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                new Route(
                        HttpMethod.PUT, "/voice-files/{name}", Route.Body.inFile(octetsMax), guard.guarded(this::put)),
                Route.get("/voice-files", guard.guarded(this::list)),
                Route.get("/voice-files/{name}", guard.guarded(this::get)),
                new Route(HttpMethod.DELETE, "/voice-files/{name}", Route.Body.NONE, guard.guarded(this::remove)));
    }

    private CompletableFuture<Response> put(Account account, Request request) throws ProblemException {
        String name = name(request);
        long octets = size(request);
        if (octets == 0) {
            throw new ProblemException(Problem.badRequest("the request has no body: an MP3 or WAV file is needed"));
        }
        return shelf.make(request.file()).thenCompose(outcome -> {
            if (outcome instanceof PromptShelf.Outcome.Made made) {
                VoiceFile file =
                        new VoiceFile(name, made.prompt(), octets, made.durationMillis(), nowMicros.getAsLong());
                return keep(account, file);
            }
            Problem problem = outcome instanceof PromptShelf.Outcome.Refused refused
                    ? Problem.of(422, "Voice file refused", refused.reason())
                    : Problem.unavailable("too many voice files are being prepared");
            return CompletableFuture.completedFuture(problem.toResponse());
        });
    }

    private static long size(Request request) {
        try {
            return Files.size(request.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<Response> keep(Account account, VoiceFile file) {
        return store.findVoiceFile(account.id(), file.name())
                .thenCompose(before -> store.putVoiceFile(account.id(), file)
                        .thenApply(kept -> Response.json(before.isPresent() ? 200 : 201, toJson(kept))));
    }

    private CompletableFuture<Response> list(Account account, Request request) {
        return store.voiceFiles(account.id()).thenApply(files -> {
            ObjectNode body = Json.object();
            ArrayNode list = body.putArray("voice_files");
            files.forEach(file -> list.add(toJson(file)));
            return Response.json(200, body);
        });
    }

    private CompletableFuture<Response> get(Account account, Request request) throws ProblemException {
        return store.findVoiceFile(account.id(), name(request))
                .thenApply(found ->
                        found.map(file -> Response.json(200, toJson(file))).orElseGet(VoiceFileResource::notFound));
    }

    private CompletableFuture<Response> remove(Account account, Request request) throws ProblemException {
        return store.removeVoiceFile(account.id(), name(request))
                .thenApply(removed -> removed ? Response.empty(204) : notFound());
    }

    private static String name(Request request) throws ProblemException {
        String name = request.variable("name");
        if (!NAME.matcher(name).matches()) {
            throw new ProblemException(Problem.fields(List.of(new Problem.FieldError("name", name, NAME_RULE))));
        }
        return name;
    }

    private static Response notFound() {
        return Problem.notFound("there is no voice file of this name").toResponse();
    }

    private static ObjectNode toJson(VoiceFile file) {
        return Json.object()
                .put("name", file.name())
                .put("octets", file.octets())
                .put("duration_seconds", file.durationMillis() / MILLIS_PER_SECOND)
                .put("created_at", Timestamps.seconds(file.createdAtMicros()));
    }
}
