package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.call.Treatment;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.VoiceFile;
import trunkline.gateway.store.VoiceFileStore;

/** {@code /voice-files}: upload, look at, list, remove. */
public final class VoiceFileResource {

    private static final String SPEECH_LEVEL = "speech-level";
    private static final String TRIM = "trim";

    private final VoiceFileStore store;
    private final PromptShelf shelf;
    private final long octetsMax;
    private final LongSupplier nowMicros;
    private final Preparations preparations = new Preparations();

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
        String name = VoiceFileNames.of(request);
        var parameters = new QueryParameters(request, Set.of(SPEECH_LEVEL, TRIM));
        var treatment = new Treatment(parameters.onOrOff(SPEECH_LEVEL), parameters.onOrOff(TRIM));
        long octets = size(request);
        if (octets == 0) {
            throw new ProblemException(Problem.badRequest("the request has no body: an MP3 or WAV file is needed"));
        }
        Preparations.Preparation preparation = preparations.begin(account.id(), name);
        return shelf.make(request.file(), treatment, preparation)
                .thenCompose(outcome -> answer(account, name, octets, outcome))
                .whenComplete((response, failure) -> preparation.end());
    }

    private CompletableFuture<Response> answer(Account account, String name, long octets, PromptShelf.Outcome outcome) {
        if (outcome instanceof PromptShelf.Outcome.Made made) {
            long millis = made.report().durationMillis();
            var file = new VoiceFile(name, made.prompt(), octets, millis, nowMicros.getAsLong());
            return keep(account, file)
                    .thenApply(status -> Response.json(status, VoiceFileAnswers.of(file, made.report())));
        }
        return CompletableFuture.completedFuture(
                outcome instanceof PromptShelf.Outcome.Refused refused
                        ? VoiceFileAnswers.refused(refused)
                        : Problem.unavailable("too many voice files are being prepared")
                                .toResponse());
    }

    private static long size(Request request) {
        try {
            return Files.size(request.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 201 for a new name, 200 for one that there was. */
    private CompletableFuture<Integer> keep(Account account, VoiceFile file) {
        return store.findVoiceFile(account.id(), file.name())
                .thenCompose(before ->
                        store.putVoiceFile(account.id(), file).thenApply(kept -> before.isPresent() ? 200 : 201));
    }

    private CompletableFuture<Response> list(Account account, Request request) {
        return store.voiceFiles(account.id()).thenApply(files -> {
            ObjectNode body = Json.object();
            ArrayNode list = body.putArray("voice_files");
            files.forEach(file -> list.add(VoiceFileAnswers.of(file)));
            return Response.json(200, body);
        });
    }

    private CompletableFuture<Response> get(Account account, Request request) throws ProblemException {
        String name = VoiceFileNames.of(request);
        ObjectNode preparing = preparations.show(account.id(), name);
        return store.findVoiceFile(account.id(), name)
                .thenCompose(found -> found.map(file -> shelf.report(file.prompt())
                                .thenApply(report -> answer(VoiceFileAnswers.of(file, report.orElse(null)), preparing)))
                        .orElseGet(() -> CompletableFuture.completedFuture(
                                preparing == null
                                        ? VoiceFileNames.notFound()
                                        : answer(Json.object().put("name", name), preparing))))
                .exceptionally(VoiceFileNames::tooMany);
    }

    private static Response answer(ObjectNode body, @Nullable ObjectNode preparing) {
        if (preparing != null) {
            body.set("preparing", preparing);
        }
        return Response.json(200, body);
    }

    private CompletableFuture<Response> remove(Account account, Request request) throws ProblemException {
        return store.removeVoiceFile(account.id(), VoiceFileNames.of(request))
                .thenApply(removed -> removed ? Response.empty(204) : VoiceFileNames.notFound());
    }
}
