package trunkline.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import trunkline.gateway.dispatch.CallFigures;
import trunkline.gateway.dispatch.InboundFigures;
import trunkline.gateway.dispatch.LatencyFigure;
import trunkline.gateway.dispatch.SmsFigures;
import trunkline.gateway.event.WebhookFigures;
import trunkline.gateway.event.WebhookMeters;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.route.DeliveryRates;
import trunkline.gateway.storage.CommitFigures;
import trunkline.gateway.store.StateChange;

/**
 * The one registry. What the parts count for themselves is read when it is scraped; what nobody counts is counted here.
 * Every name begins with {@code trunkline_}; labels are the words of the configuration, the API and the logs. Thread-safe.
 */
public final class Meters implements WebhookMeters {

    private static final String ENDPOINT = "endpoint";

    private static final String DELIVERY_RATE = "trunkline.delivery.rate";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter accepted;
    private final Map<MessageState, Counter> states = new ConcurrentHashMap<>();
    /** One for each route and status: both are few. */
    private final Map<Answer, Timer> answers = new ConcurrentHashMap<>();

    private record Answer(String route, int status) {}

    public Meters() {
        registry.config().meterFilter(new MeterHelp());
        accepted = registry.counter("trunkline.messages.accepted");
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** What Prometheus reads. */
    public String scrape() {
        return registry.scrape();
    }

    /** A commit has kept these. */
    public void kept(List<OutboundMessage> messages) {
        accepted.increment(messages.size());
    }

    /** Messages have moved on. */
    public void changed(List<StateChange> changes) {
        for (StateChange change : changes) {
            states.computeIfAbsent(
                            change.state(), state -> registry.counter("trunkline.messages", "state", state.label()))
                    .increment();
        }
    }

    /** A request was answered. */
    public void answered(String route, int status, long nanos) {
        answers.computeIfAbsent(new Answer(route, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Answer answer) {
        return Timer.builder("trunkline.http")
                .tags("route", answer.route(), "status", Integer.toString(answer.status()))
                .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100))
                .register(registry);
    }

    /** Shows nothing any more that has this value of a label: what it was about is gone. */
    public void forget(String label, String value) {
        for (Meter meter : registry.getMeters()) {
            if (value.equals(meter.getId().getTag(label))) {
                registry.remove(meter);
            }
        }
    }

    /** The commits of the store. */
    public void store(CommitFigures commits) {
        FunctionTimer.builder(
                        "trunkline.store.commits",
                        commits,
                        CommitFigures::commits,
                        CommitFigures::nanos,
                        TimeUnit.NANOSECONDS)
                .register(registry);
        count("trunkline.store.works", Tags.empty(), commits, CommitFigures::works);
        count("trunkline.store.failures", Tags.empty(), commits, CommitFigures::failures);
        count("trunkline.events", Tags.empty(), commits, CommitFigures::events);
    }

    /** One SMSC's dispatcher. */
    public void sms(String smsc, SmsFigures figures) {
        Tags tags = Tags.of("smsc", smsc);
        segments(tags, "submitted", figures, SmsFigures::submitted);
        segments(tags, "refused", figures, SmsFigures::refused);
        segments(tags, "slowed-down", figures, SmsFigures::slowedDown);
        segments(tags, "not-sent", figures, SmsFigures::notSent);
        segments(tags, "unanswered", figures, SmsFigures::unanswered);
        segments(tags, "late", figures, SmsFigures::late);
        count("trunkline.receipts", tags, figures, SmsFigures::receipts);
        count("trunkline.receipts.matched", tags, figures, SmsFigures::matched);
        count("trunkline.messages.moved", tags, figures, SmsFigures::moved);
        count("trunkline.messages.put.off", tags, figures, SmsFigures::putOff);
        latency("trunkline.sms.queue", tags, figures.queueTime());
        latency("trunkline.sms.response", tags, figures.responseTime());
        gauge("trunkline.queued", Tags.of("way", smsc), figures, SmsFigures::queued);
    }

    /** Delivery rates, where routes choose by them: those of places that were not shown yet are from now on. */
    public void rates(DeliveryRates rates) {
        for (DeliveryRates.Place place : rates.places()) {
            Tags tags = Tags.of("smsc", place.way(), "country", place.country());
            if (registry.find(DELIVERY_RATE).tags(tags).gauge() == null) {
                gauge(DELIVERY_RATE, tags, rates, all -> all.rate(place).share());
                gauge(DELIVERY_RATE + ".samples", tags, rates, all -> all.rate(place)
                        .judged());
            }
        }
    }

    /** The messages from phones that one SMSC brings. */
    public void inbound(String smsc, InboundFigures figures) {
        Tags tags = Tags.of("smsc", smsc);
        count("trunkline.inbound", tags.and("result", "given"), figures, InboundFigures::given);
        count("trunkline.inbound", tags.and("result", "part-kept"), figures, InboundFigures::parts);
        count("trunkline.inbound", tags.and("result", "repeated"), figures, InboundFigures::repeated);
        count("trunkline.inbound", tags.and("result", "put-off"), figures, InboundFigures::refused);
    }

    /** All of them. */
    public void inbound(InboundStore store) {
        gauge("trunkline.inbound.waiting.parts", Tags.empty(), store, InboundStore::waitingParts);
        count("trunkline.inbound.incomplete", Tags.empty(), store, InboundStore::incomplete);
        count("trunkline.inbound.replies", Tags.empty(), store, InboundStore::answered);
        count("trunkline.opt.outs", Tags.empty(), store, InboundStore::optedOut);
        count("trunkline.opt.ins", Tags.empty(), store, InboundStore::optedIn);
    }

    private void segments(Tags tags, String result, SmsFigures figures, ToLongFunction<SmsFigures> value) {
        count("trunkline.segments", tags.and("result", result), figures, value);
    }

    /** One trunk's dispatcher. */
    public void calls(String trunk, CallFigures figures) {
        Tags tags = Tags.of("trunk", trunk);
        count("trunkline.calls.dialled", tags, figures, CallFigures::dialled);
        count("trunkline.calls.answered", tags, figures, CallFigures::answered);
        count("trunkline.rtp.packets", tags, figures, CallFigures::packets);
        count("trunkline.calls.moved", tags, figures, CallFigures::moved);
        count("trunkline.calls.put.off", tags, figures, CallFigures::putOff);
        gauge("trunkline.calls.active", tags, figures, CallFigures::active);
        gauge("trunkline.queued", Tags.of("way", trunk), figures, CallFigures::queued);
    }

    @Override
    public void webhooks(String endpoint, WebhookFigures figures) {
        Tags tags = Tags.of(ENDPOINT, endpoint);
        count("trunkline.webhooks.delivered", tags, figures, WebhookFigures::delivered);
        count("trunkline.webhooks.failed", tags, figures, WebhookFigures::failed);
        count("trunkline.webhooks.retried", tags, figures, WebhookFigures::retried);
        count("trunkline.webhooks.dead", tags, figures, WebhookFigures::dead);
        gauge("trunkline.webhooks.down", tags, figures, WebhookFigures::down);
        gauge("trunkline.webhooks.lag.seconds", tags, figures, WebhookFigures::lagSeconds);
    }

    @Override
    public void noWebhooks(String endpoint) {
        registry.getMeters().stream()
                .filter(meter -> endpoint.equals(meter.getId().getTag(ENDPOINT)))
                .forEach(registry::remove);
    }

    private void latency(String name, Tags tags, LatencyFigure figure) {
        FunctionTimer.builder(name, figure, LatencyFigure::count, LatencyFigure::nanos, TimeUnit.NANOSECONDS)
                .tags(tags)
                .register(registry);
    }

    private <T> void count(String name, Tags tags, T subject, ToLongFunction<T> value) {
        FunctionCounter.builder(name, subject, value::applyAsLong).tags(tags).register(registry);
    }

    /**
     * A value that goes up and down.
     *
     * @param tags names and values in turn
     */
    public <T> void gauge(String name, T subject, ToDoubleFunction<T> value, String... tags) {
        gauge(name, Tags.of(tags), subject, value);
    }

    /**
     * A value that only goes up.
     *
     * @param tags names and values in turn
     */
    public <T> void counter(String name, T subject, ToLongFunction<T> value, String... tags) {
        count(name, Tags.of(tags), subject, value);
    }

    private <T> void gauge(String name, Tags tags, T subject, ToDoubleFunction<T> value) {
        Gauge.builder(name, subject, value).tags(tags).strongReference(true).register(registry);
    }
}
