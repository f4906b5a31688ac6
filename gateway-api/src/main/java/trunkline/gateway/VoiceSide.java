package trunkline.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.config.VoiceConfig;
import trunkline.gateway.dispatch.CallDispatcher;
import trunkline.gateway.dispatch.CallLimits;
import trunkline.gateway.dispatch.Failover;
import trunkline.gateway.dispatch.LeavingHours;
import trunkline.gateway.dispatch.Switchboard;
import trunkline.gateway.dispatch.VoiceDesk;
import trunkline.gateway.http.Health;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.VoiceFileStore;
import trunkline.gateway.trunk.Phone;
import trunkline.gateway.trunk.PromptFolder;
import trunkline.gateway.trunk.TrunkLink;
import trunkline.sip.stack.DropCounts;
import trunkline.sip.stack.TableSizes;

/** All trunks, each with its dispatcher, and the phone that they share. */
final class VoiceSide implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(VoiceSide.class);
    private static final long SWEEP_SECONDS = TimeUnit.HOURS.toSeconds(1);
    /** A prompt this young may belong to a message that is just being accepted. */
    private static final long SPARED_MICROS = TimeUnit.HOURS.toMicros(1);

    /**
     * A trunk.
     *
     * @param config null once it is not configured any more: it stays for the calls that it has, and for messages that have no
     *     other way
     */
    private record Way(@Nullable TrunkConfig config, TrunkLink link, CallDispatcher dispatcher) {}

    private final VoiceConfig config;
    private final MessageStore store;
    private final Failover failover;
    private final LeavingHours hours;
    private final Timekeeper time;
    private final PromptFolder prompts;
    private final int callsMax;
    /** Replaced as a whole, never changed; as many as were ever configured since the start. */
    private volatile Map<String, Way> ways = Map.of();

    private volatile @Nullable Phone phone;

    /** Opens the phone if there are trunks; no call is placed before {@link #start}. */
    VoiceSide(GatewayConfig config, MessageStore store, Failover failover, LeavingHours hours, Timekeeper time)
            throws IOException {
        this.config = config.voice();
        this.store = store;
        this.failover = failover;
        this.hours = hours;
        this.time = time;
        this.prompts = new PromptFolder(config.voice(), time.clocks().nano());
        int pairs = (config.voice().rtp().ports().last()
                        - config.voice().rtp().ports().first()
                        + 1)
                / 2;
        this.callsMax = Math.max(channels(config.trunks()), pairs);
        Map<String, Way> first = new LinkedHashMap<>();
        for (TrunkConfig trunk : config.trunks()) {
            first.put(trunk.name(), open(trunk));
        }
        this.ways = first;
    }

    private static int channels(List<TrunkConfig> trunks) {
        return trunks.stream().mapToInt(trunk -> trunk.limits().channels()).sum();
    }

    private CallLimits limits(TrunkConfig trunk) {
        return new CallLimits(trunk.limits().channels(), trunk.limits().callsPerSecond(), trunk.redial(), hours);
    }

    private Way open(TrunkConfig trunk) throws IOException {
        TrunkLink link = new TrunkLink(trunk, phone());
        return new Way(trunk, link, new CallDispatcher(link, store, limits(trunk), failover, time.patient(), time));
    }

    /** The phone, which the first trunk opens. */
    private Phone phone() throws IOException {
        Phone opened = phone;
        if (opened == null) {
            opened = Phone.open(config, callsMax, prompts, time.clocks());
            phone = opened;
        }
        return opened;
    }

    void start() {
        ways.values().forEach(way -> way.dispatcher().start());
    }

    /** Why these trunks cannot be taken up now, in words; none if they can. */
    List<String> check(List<TrunkConfig> next) {
        List<String> problems = new ArrayList<>();
        if (channels(next) > callsMax) {
            problems.add(
                    "'trunks' have " + channels(next) + " channels together: without a restart at most " + callsMax);
        }
        for (TrunkConfig trunk : next) {
            try {
                TrunkLink.check(trunk, phone());
            } catch (IOException e) {
                problems.add("'trunks[" + trunk.name() + "]': " + e.getMessage());
            }
        }
        return problems;
    }

    /**
     * Brings the trunks to another configuration. One that is the same in both is not touched; the calls of one that changes or
     * goes end as they began.
     *
     * @param next what {@link #check} has found nothing wrong with
     * @return what was done, in words
     */
    List<String> reload(List<TrunkConfig> next, Meters meters) throws IOException {
        List<String> changes = new ArrayList<>();
        Map<String, Way> after = new LinkedHashMap<>(ways);
        Set<String> wanted = next.stream().map(TrunkConfig::name).collect(Collectors.toSet());
        for (Way way : ways.values()) {
            String name = way.link().name();
            if (way.config() != null && !wanted.contains(name)) {
                way.link().retire();
                after.put(name, new Way(null, way.link(), way.dispatcher()));
                changes.add("trunk " + name + " removed");
                meters.forget("trunk", name);
            }
        }
        List<CallDispatcher> fresh = new ArrayList<>();
        for (TrunkConfig trunk : next) {
            Way before = after.get(trunk.name());
            if (before == null) {
                Way way = open(trunk);
                after.put(trunk.name(), way);
                fresh.add(way.dispatcher());
            } else if (!trunk.equals(before.config())) {
                before.link().change(trunk);
                before.dispatcher().limit(limits(trunk));
                after.put(trunk.name(), new Way(trunk, before.link(), before.dispatcher()));
            } else {
                continue;
            }
            changes.add("trunk " + trunk.name() + (before == null || before.config() == null ? " added" : " changed"));
        }
        ways = after;
        fresh.forEach(CallDispatcher::start);
        measure(meters);
        return changes;
    }

    /** Messages that a commit has kept, all of one trunk; false if it is none of these. */
    boolean kept(String name, List<OutboundMessage> messages) {
        Way way = ways.get(name);
        if (way == null) {
            return false;
        }
        way.dispatcher().kept(messages);
        return true;
    }

    /** Of all that have a dispatcher, configured or not. */
    Set<String> names() {
        return ways.keySet();
    }

    /** Messages were given to these ways, if they are of these. */
    void lookForMoved(Set<String> names) {
        for (String name : names) {
            Way way = ways.get(name);
            if (way != null) {
                way.dispatcher().lookForMoved();
            }
        }
    }

    void tick() {
        ways.values().forEach(way -> way.dispatcher().tick());
    }

    /** The calls that are up, as people see and steer them. */
    VoiceDesk calls() {
        return new Switchboard(() -> {
            Map<String, CallDispatcher> dispatchers = new LinkedHashMap<>();
            ways.forEach((name, way) -> dispatchers.put(name, way.dispatcher()));
            return dispatchers;
        });
    }

    /** Adds why each trunk that is down is down, those that are gone included: their messages go elsewhere. */
    void whyDown(Map<String, String> into) {
        ways.forEach((name, way) -> {
            String why = way.link().whyDown();
            if (why != null) {
                into.put(name, why);
            }
        });
    }

    PromptShelf shelf() {
        return prompts;
    }

    /** Takes prompts off the shelf, again and again, that neither a voice file nor an open message needs. */
    void sweepPrompts(VoiceFileStore files) {
        time.every(SWEEP_SECONDS, () -> {
            for (String prompt : prompts.olderThan(time.clocks().nowMicros() - SPARED_MICROS)) {
                var unused = files.isPromptNeeded(prompt)
                        .thenAccept(needed -> {
                            if (!needed) {
                                prompts.discard(prompt);
                            }
                        })
                        .exceptionally(failure -> {
                            LOGGER.atWarn().addKeyValue("cause", failure).log("prompt not swept");
                            return null;
                        });
            }
        });
    }

    List<Health.Part> health() {
        List<Health.Part> parts = new ArrayList<>();
        ways.forEach((name, way) -> {
            if (way.config() != null) {
                parts.add(new Health.Part("trunk " + name, way.link()::whyDown));
            }
        });
        return parts;
    }

    /** Shows what is configured; what is shown already stays as it is. */
    void measure(Meters meters) {
        ways.forEach((name, way) -> {
            if (way.config() != null) {
                meters.gauge("trunkline.trunk.up", way.link(), one -> one.whyDown() == null ? 1 : 0, "trunk", name);
                meters.calls(name, way.dispatcher().figures());
            }
        });
        Phone opened = phone;
        if (opened != null) {
            meters.gauge("trunkline.rtp.streams", opened, Phone::streams);
            meters.gauge("trunkline.rtp.ports.free", opened, Phone::freePorts);
            table(meters, opened, "calls", TableSizes::calls);
            table(meters, opened, "ended-calls", TableSizes::endedCalls);
            table(meters, opened, "dialogs", TableSizes::dialogs);
            table(meters, opened, "client-transactions", TableSizes::clientTransactions);
            table(meters, opened, "server-transactions", TableSizes::serverTransactions);
            table(meters, opened, "connections", TableSizes::connections);
            dropped(meters, opened, "not-sip", DropCounts::datagrams);
            dropped(meters, opened, "strangers", DropCounts::strangers);
            dropped(meters, opened, "connections", DropCounts::connections);
            dropped(meters, opened, "requests", DropCounts::requests);
            dropped(meters, opened, "responses", DropCounts::responses);
            dropped(meters, opened, "events", DropCounts::events);
        }
    }

    private static void dropped(Meters meters, Phone phone, String what, ToLongFunction<DropCounts> count) {
        meters.counter("trunkline.sip.dropped", phone, one -> count.applyAsLong(one.drops()), "what", what);
    }

    private static void table(Meters meters, Phone phone, String name, ToIntFunction<TableSizes> size) {
        meters.gauge("trunkline.sip.entries", phone, one -> size.applyAsInt(one.sizes()), "table", name);
    }

    /** Ends all calls. */
    @Override
    public void close() {
        Phone opened = phone;
        if (opened != null) {
            opened.close();
        }
        prompts.close();
    }
}
