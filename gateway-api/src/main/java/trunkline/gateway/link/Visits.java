package trunkline.gateway.link;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.store.Link;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.LinkHit.Kind;
import trunkline.gateway.store.RepetitionStore;

/**
 * Tells clicks from other fetches of links, and notes all of them. A page that is only shown is no click: it confirms by itself, as
 * soon as somebody sees it, or by its button. Thread-safe.
 */
public final class Visits {

    /** How a link was fetched. */
    public enum Manner {
        HEAD,
        /** The page is asked for. */
        GET,
        /** The page confirms by itself. */
        SCRIPT,
        /** Somebody has pressed its button. */
        BUTTON
    }

    /**
     * A fetch.
     *
     * @param agent its User-Agent, "" for none
     * @param ahead whether it says that nobody has asked for it yet
     */
    public record Visit(Manner manner, String agent, boolean ahead) {}

    /**
     * What a fetch was taken for.
     *
     * @param target where the link leads; null for nowhere
     */
    public record Seen(Kind kind, @Nullable String target) {}

    private final RepetitionStore store;
    private final long earlyMicros;
    private final LongSupplier nowMicros;

    /**
     * @param early for how long after an SMS has left nobody can have read it
     * @param nowMicros the time, microseconds since 1970 in UTC
     */
    public Visits(RepetitionStore store, Duration early, LongSupplier nowMicros) {
        this.store = store;
        this.earlyMicros = TimeUnit.NANOSECONDS.toMicros(early.toNanos());
        this.nowMicros = nowMicros;
    }

    /** What a fetch of the link that ends with {@code token} is; empty if there is no such link. Completes once it is kept. */
    public CompletableFuture<Optional<Seen>> visit(String token, Visit visit) {
        return store.link(token).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            Link link = found.get();
            long now = nowMicros.getAsLong();
            boolean early = link.lastSentAtMicros() == 0 || now - link.lastSentAtMicros() < earlyMicros;
            Kind kind = kind(visit, early);
            LinkHit hit = new LinkHit(now, kind, cut(visit.agent()));
            return store.hit(link.key(), hit).thenApply(kept -> Optional.of(new Seen(kind, link.target())));
        });
    }

    private static Kind kind(Visit visit, boolean early) {
        if (visit.manner() == Manner.HEAD) {
            return Kind.HEAD;
        }
        if (visit.ahead()) {
            return Kind.PREFETCH;
        }
        if (PreviewAgents.isOne(visit.agent())) {
            return Kind.PREVIEW;
        }
        if (visit.manner() == Manner.BUTTON) {
            return Kind.CLICK;
        }
        if (early) {
            return Kind.EARLY;
        }
        return visit.manner() == Manner.SCRIPT ? Kind.CLICK : Kind.OPENED;
    }

    private static String cut(String agent) {
        return agent.length() <= LinkHit.AGENT_MAX ? agent : agent.substring(0, LinkHit.AGENT_MAX);
    }
}
