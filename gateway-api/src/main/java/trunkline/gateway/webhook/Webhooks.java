package trunkline.gateway.webhook;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.config.WebhooksConfig;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.Replies;
import trunkline.gateway.event.DeliveryReport;
import trunkline.gateway.event.EndpointHealth;
import trunkline.gateway.event.EventBell;
import trunkline.gateway.event.TestReport;
import trunkline.gateway.event.WebhookDesk;
import trunkline.gateway.event.WebhookFigures;
import trunkline.gateway.event.WebhookMeters;
import trunkline.gateway.store.EndpointState;
import trunkline.gateway.store.EndpointStore;
import trunkline.gateway.store.EventStore;

/** All endpoints, each with its worker, on threads of their own. Thread-safe. */
public final class Webhooks implements WebhookDesk, AutoCloseable {

    /** An endpoint that is taken up, and how to let go of it. */
    private record Taken(EventLoop loop, EndpointWorker worker, Runnable silence, String id) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(Webhooks.class);
    private static final long AGAIN_SECONDS = 5;
    private static final long QUIET_SECONDS = 3;
    private static final long QUIET_CHECK_MILLIS = 20;

    private final EventBell bell;
    private final WebhookMeters meters;
    private final SystemHostNames names = new SystemHostNames();
    private final AddressRules rules;
    private final WebhookParts parts;
    private final MultiThreadIoEventLoopGroup loops;
    /** Where endpoints are taken up and let go of, one change of each at a time. */
    private final EventLoop main;

    private final Map<Long, Taken> taken = new ConcurrentHashMap<>();
    private final Set<Long> refreshing = new HashSet<>();
    private final Set<Long> again = new HashSet<>();

    /** What it reads and writes: {@code events} and {@code endpoints} of one store, whose commits ring {@code bell}. */
    public record Sources(EventStore events, EndpointStore endpoints, EventBell bell) {}

    /** @param body writes what is sent */
    public Webhooks(WebhooksConfig config, Sources sources, WebhookBody body, Clocks clocks, WebhookMeters meters)
            throws IOException {
        this.bell = sources.bell();
        this.meters = meters;
        this.rules = new AddressRules(config.allowNetworks());
        this.parts = new WebhookParts(
                config,
                sources.events(),
                sources.endpoints(),
                new Connector(names, rules, TlsTrust.context(config.trust())),
                body,
                clocks,
                new SecureRandom());
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.loops = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("webhook", true), io);
        this.main = loops.next();
    }

    /** Takes up all endpoints there are. */
    public void start() {
        Replies.on(
                parts.endpoints().all(),
                main,
                states -> states.forEach(state -> apply(state.endpoint().key(), Optional.of(state))),
                failure -> {
                    LOGGER.atWarn().addKeyValue("cause", failure).log("endpoints not read, will try again");
                    var unused = main.schedule(this::start, AGAIN_SECONDS, TimeUnit.SECONDS);
                });
    }

    @Override
    public @Nullable String brokenRule(String url) {
        String broken = TargetUrl.brokenRule(url);
        if (broken != null) {
            return broken;
        }
        TargetUrl target = TargetUrl.parse(url);
        String what = target.address() == null ? null : rules.brokenRule(target.address());
        return what == null || target.address() == null
                ? null
                : "must be elsewhere: " + Connector.forbidden(target, target.address(), what);
    }

    @Override
    public void changed(long endpoint) {
        main.execute(() -> refresh(endpoint));
    }

    @Override
    public void removed(long endpoint) {
        changed(endpoint);
    }

    /** Reads how an endpoint stands, one reading of it at a time, so that the last one is the newest. */
    private void refresh(long endpoint) {
        if (!refreshing.add(endpoint)) {
            again.add(endpoint);
            return;
        }
        Replies.on(
                parts.endpoints().state(endpoint),
                main,
                state -> {
                    refreshing.remove(endpoint);
                    apply(endpoint, state);
                    if (again.remove(endpoint)) {
                        refresh(endpoint);
                    }
                },
                failure -> {
                    refreshing.remove(endpoint);
                    LOGGER.atWarn().addKeyValue("cause", failure).log("endpoint not read, will try again");
                    var unused = main.schedule(() -> refresh(endpoint), AGAIN_SECONDS, TimeUnit.SECONDS);
                });
    }

    private void apply(long endpoint, Optional<EndpointState> state) {
        Taken known = taken.get(endpoint);
        if (state.isEmpty()) {
            if (known != null) {
                letGo(endpoint, known);
            }
        } else if (known == null) {
            takeUp(state.get());
        } else {
            known.loop().execute(() -> known.worker().change(state.get()));
        }
    }

    private void takeUp(EndpointState state) {
        EventLoop loop = loops.next();
        WebhookFigures figures = new WebhookFigures();
        EndpointWorker worker = new EndpointWorker(parts, loop, state, figures);
        String id = state.endpoint().id().text();
        Runnable silence = bell.listen(state.endpoint().account(), worker::wake);
        taken.put(state.endpoint().key(), new Taken(loop, worker, silence, id));
        meters.webhooks(id, figures);
        loop.execute(worker::start);
    }

    private void letGo(long endpoint, Taken known) {
        taken.remove(endpoint);
        known.silence().run();
        meters.noWebhooks(known.id());
        known.loop().execute(known.worker()::end);
    }

    @Override
    public CompletableFuture<Optional<TestReport>> test(long endpoint) {
        return ask(endpoint, worker -> worker.link().test())
                .thenCompose(answer -> answer.orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    @Override
    public CompletableFuture<List<DeliveryReport>> deliveries(long endpoint) {
        return ask(endpoint, worker -> worker.link().log()).thenApply(answer -> answer.orElse(List.of()));
    }

    @Override
    public CompletableFuture<Optional<EndpointHealth>> health(long endpoint) {
        return ask(endpoint, EndpointWorker::health);
    }

    /** Asks a worker on its loop. */
    private <T> CompletableFuture<Optional<T>> ask(long endpoint, Function<EndpointWorker, T> question) {
        Taken known = taken.get(endpoint);
        if (known == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> Optional.of(question.apply(known.worker())), known.loop());
    }

    /** Waits a moment for what is on its way, and ends the threads. */
    @Override
    public void close() {
        for (Taken one : taken.values()) {
            one.silence().run();
            one.loop().execute(one.worker()::close);
        }
        CompletableFuture<?>[] quiet =
                taken.values().stream().map(Webhooks::quiet).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(quiet)
                .completeOnTimeout(null, QUIET_SECONDS, TimeUnit.SECONDS)
                .join();
        taken.values().forEach(one -> one.loop().execute(one.worker()::end));
        loops.shutdownGracefully(0, QUIET_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        names.close();
    }

    private static CompletableFuture<Boolean> quiet(Taken one) {
        CompletableFuture<Boolean> quiet = new CompletableFuture<>();
        var check = one.loop()
                .scheduleAtFixedRate(
                        () -> {
                            if (one.worker().isQuiet()) {
                                quiet.complete(true);
                            }
                        },
                        0,
                        QUIET_CHECK_MILLIS,
                        TimeUnit.MILLISECONDS);
        return quiet.whenComplete((done, failure) -> check.cancel(false));
    }
}
