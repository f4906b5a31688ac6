package trunkline.sip.stack;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import trunkline.sip.locate.Located;
import trunkline.sip.locate.Target;
import trunkline.sip.trunk.NextHop;

/**
 * How the requests of one dialog travel: where its route leads (RFC 3261 §12.2.1.1), or over the connection that the INVITE
 * went by as long as it is open, since many trunks take nothing from another. Confined to its call.
 */
final class DialogPath {

    private final Call call;
    private final TrunkPaths paths;
    private final Path ofInvite;
    private final boolean reuse;
    private @Nullable NextHop found;
    private @Nullable Path path;

    DialogPath(Call call, TrunkPaths paths, Path ofInvite, boolean reuse) {
        this.call = call;
        this.paths = paths;
        this.ofInvite = ofInvite;
        this.reuse = reuse;
    }

    /** Hands the path to {@code next}, at once where it is known; else why there is none to {@code otherwise}. */
    void find(String uri, Consumer<Path> next, Consumer<NotSentException> otherwise) {
        if (reuse && paths.isOpen(ofInvite)) {
            next.accept(ofInvite);
            return;
        }
        Optional<NextHop> hop = NextHop.ofUri(uri);
        if (hop.isEmpty()) {
            otherwise.accept(new NotSentException("No way to " + uri));
        } else if (path != null && hop.get().equals(found)) {
            next.accept(path);
        } else {
            call.mailbox().await(paths.locate(hop.get()), located -> onLocated(hop.get(), located, next, otherwise));
        }
    }

    private void onLocated(NextHop hop, Located located, Consumer<Path> next, Consumer<NotSentException> otherwise) {
        if (located instanceof Located.Nowhere nowhere) {
            otherwise.accept(new NotSentException(nowhere.why()));
            return;
        }
        Target target =
                paths.sick().wellFirst(((Located.Found) located).targets()).get(0);
        found = hop;
        path = paths.path(target);
        next.accept(path);
    }

    /** Nothing can be sent there now: the next request asks anew. */
    void onFailed(Path failed) {
        if (failed.equals(path)) {
            path = null;
        }
    }
}
