package trunkline.gateway.http.dialect.amivono;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import trunkline.gateway.account.Account;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.VoiceFileStore;

/** {@code /voice-files/{name}/preview} and {@code /waveform}: what a callee hears, and how it looks. */
public final class VoiceFileSound {

    /** The first is what most trunks take. */
    private static final List<String> CODECS = List.of("PCMA", "PCMU", "G722");

    private final VoiceFileStore store;
    private final PromptShelf shelf;

    public VoiceFileSound(VoiceFileStore store, PromptShelf shelf) {
        this.store = store;
        this.shelf = shelf;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/voice-files/{name}/preview", guard.guarded(this::preview)),
                Route.get("/voice-files/{name}/waveform", guard.guarded(this::waveform)));
    }

    private CompletableFuture<Response> preview(Account account, Request request) throws ProblemException {
        String codec = new QueryParameters(request, Set.of("codec")).oneOf("codec", CODECS);
        return of(account, request, prompt -> shelf.preview(prompt, codec)
                .thenApply(found -> found.map(wav -> new Response(200, "audio/wav", List.of(), wav))));
    }

    private CompletableFuture<Response> waveform(Account account, Request request) throws ProblemException {
        new QueryParameters(request, Set.of());
        return of(account, request, prompt -> shelf.waveform(prompt)
                .thenApply(found -> found.map(svg -> Response.text(200, "image/svg+xml", svg)
                        // a picture opened by itself is a page of ours: nothing in it may run
                        .with("Content-Security-Policy", "default-src 'none'"))));
    }

    private CompletableFuture<Response> of(
            Account account, Request request, Function<String, CompletableFuture<Optional<Response>>> look)
            throws ProblemException {
        return store.findVoiceFile(account.id(), VoiceFileNames.of(request))
                .thenCompose(file -> file.map(found -> look.apply(found.prompt()))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                .thenApply(response -> response.orElseGet(VoiceFileNames::notFound))
                .exceptionally(VoiceFileNames::tooMany);
    }
}
