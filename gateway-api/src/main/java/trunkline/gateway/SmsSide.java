package trunkline.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.dispatch.RetryDelays;
import trunkline.gateway.dispatch.SmsDispatcher;
import trunkline.gateway.http.Health;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.smsc.SmscLink;
import trunkline.gateway.store.MessageStore;
import trunkline.smpp.bind.BindStatus;
import trunkline.smpp.session.SmppLoops;

/** All SMSCs, each with its link and its dispatcher. */
final class SmsSide implements AutoCloseable {

    private record Way(SmscLink link, SmsDispatcher dispatcher) {}

    /** How long a way rests that was told to slow down. */
    private static final Duration SLOW_DOWN = Duration.ofSeconds(1);

    private final SmppLoops loops = new SmppLoops(1);
    private final Map<String, Way> ways = new LinkedHashMap<>();

    /** Builds the links and their dispatchers; nothing connects before {@link #start}. */
    SmsSide(GatewayConfig config, MessageStore store, Timekeeper time) {
        loops.start();
        RetryDelays delays =
                new RetryDelays(config.sms().retryFirst(), config.sms().retryMax(), SLOW_DOWN);
        for (SmscConfig smsc : config.smsc()) {
            SmscLink link = new SmscLink(smsc, loops, time.clocks(), time);
            ways.put(smsc.name(), new Way(link, new SmsDispatcher(link, store, delays, time.clocks())));
        }
    }

    void start() {
        for (Way way : ways.values()) {
            way.dispatcher().start();
            way.link().start(way.dispatcher());
        }
    }

    /** Messages that a commit has kept, all of one way; false if it is none of these. */
    boolean kept(String name, List<OutboundMessage> messages) {
        Way way = ways.get(name);
        if (way == null) {
            return false;
        }
        way.dispatcher().kept(messages);
        return true;
    }

    void tick() {
        ways.values().forEach(way -> way.dispatcher().tick());
    }

    List<Health.Part> health() {
        List<Health.Part> parts = new ArrayList<>();
        ways.forEach((name, way) -> parts.add(new Health.Part("smsc " + name, way.link()::whyDown)));
        return parts;
    }

    void measure(Meters meters) {
        ways.forEach((name, way) -> {
            meters.sms(name, way.dispatcher().figures());
            meters.gauge("trunkline.bind.up", way.link(), link -> link.whyDown() == null ? 1 : 0, "smsc", name);
            window(meters, name, "size", way, BindStatus.WindowUse::size);
            window(meters, name, "taken", way, BindStatus.WindowUse::taken);
            window(meters, name, "unanswered", way, BindStatus.WindowUse::inFlight);
        });
    }

    private static void window(
            Meters meters, String name, String what, Way way, ToIntFunction<BindStatus.WindowUse> value) {
        meters.gauge(
                "trunkline.bind.window." + what,
                way.link(),
                link -> value.applyAsInt(link.status().window()),
                "smsc",
                name);
    }

    /** Waits for responses still due, then unbinds. */
    @Override
    public void close() {
        ways.values().forEach(way -> way.link().close());
        loops.close();
    }
}
