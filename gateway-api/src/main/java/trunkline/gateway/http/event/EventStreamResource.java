package trunkline.gateway.http.event;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.event.EventBell;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.event.EventId;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.EventReport;
import trunkline.gateway.store.EventStore;

/** {@code GET /events}: the events of an account as they happen. */
public final class EventStreamResource {

    private static final String EVENT_STREAM = "text/event-stream";
    /** Streams of one account; for one more it is 429. */
    private static final int STREAMS_MAX = 10;

    private static final String LAST_ID_HEADER = "Last-Event-ID";
    private static final String LAST_ID = "last_event_id";
    private static final String EVENTS = "events";
    private static final String ID_RULE = "must be the id of an event, such as evt_00059ssa2cy00";

    private final EventStore events;
    private final EventBell bell;
    private final Function<EventReport, byte[]> body;
    private final LongSupplier nanoClock;
    private final Map<Long, Integer> open = new ConcurrentHashMap<>();

    public EventStreamResource(
            EventStore events, EventBell bell, Function<EventReport, byte[]> body, LongSupplier nanoClock) {
        this.events = events;
        this.bell = bell;
        this.body = body;
        this.nanoClock = nanoClock;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/events", guard.guarded(this::get)));
    }

    private CompletableFuture<Response> get(Account account, Request request) throws ProblemException {
        QueryParameters query = new QueryParameters(request, Set.of(EVENTS, LAST_ID));
        EventFilter filter = filter(query.first(EVENTS));
        Long lastId = lastId(request.headers().get(LAST_ID_HEADER), query.first(LAST_ID));
        if (open.merge(account.id(), 1, Integer::sum) > STREAMS_MAX) {
            closed(account);
            return CompletableFuture.completedFuture(
                    Problem.of(429, "Too many streams", "an account may read " + STREAMS_MAX + " streams at once")
                            .toResponse());
        }
        return events.want(account.id())
                .thenApply(newest -> stream(account, filter, lastId == null ? newest : lastId))
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        closed(account);
                    }
                });
    }

    private Response stream(Account account, EventFilter filter, long afterId) {
        EventStream stream = new EventStream(
                events,
                bell,
                body,
                new EventStream.Subject(account.id(), filter, afterId),
                new EventStream.Ends(nanoClock, () -> closed(account)));
        return Response.stream(200, EVENT_STREAM, stream)
                .with(HttpHeaderNames.CACHE_CONTROL.toString(), "no-store")
                .with("X-Accel-Buffering", "no");
    }

    private void closed(Account account) {
        open.computeIfPresent(account.id(), (id, count) -> count == 1 ? null : count - 1);
    }

    private static EventFilter filter(@Nullable String text) throws ProblemException {
        if (text == null) {
            return EventFilter.ALL;
        }
        List<String> patterns = List.of(text.split(",", -1));
        for (String pattern : patterns) {
            String broken = EventFilter.brokenRule(pattern);
            if (broken != null || patterns.size() > EventFilter.PATTERNS_MAX) {
                throw QueryParameters.wrong(
                        EVENTS, text, "must be names of events separated by commas, each of which " + broken);
            }
        }
        return new EventFilter(patterns);
    }

    /** The header stands before the parameter: a browser that reconnects repeats the parameter and knows better. */
    private static @Nullable Long lastId(@Nullable String header, @Nullable String parameter) throws ProblemException {
        String text = header == null ? parameter : header;
        if (text == null || text.isEmpty()) {
            return null;
        }
        Long id = EventId.parse(text);
        if (id == null) {
            throw QueryParameters.wrong(header == null ? LAST_ID : LAST_ID_HEADER, text, ID_RULE);
        }
        return id;
    }
}
