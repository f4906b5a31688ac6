package trunkline.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.LeavingHours;
import trunkline.gateway.dispatch.ReplyMaker;
import trunkline.gateway.dispatch.RetryDelays;
import trunkline.gateway.dispatch.SendRules;
import trunkline.gateway.event.EventBell;
import trunkline.gateway.http.Front;
import trunkline.gateway.http.Health;
import trunkline.gateway.http.HttpServer;
import trunkline.gateway.http.OpenConnections;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.PhoneZones;
import trunkline.gateway.http.Router;
import trunkline.gateway.inbound.InboundContent;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.inbound.InboundRules;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.route.DeliveryRates;
import trunkline.gateway.route.RouteTable;
import trunkline.gateway.route.Routing;
import trunkline.gateway.smsc.SegmentMeter;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.SqlStore;
import trunkline.gateway.storage.StoreUnusableException;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.StateChange;

/**
 * One gateway, from its configuration. {@link #start} opens everything in the order in which it depends on each other and
 * takes requests last; {@link #close} undoes it in reverse.
 */
public final class Gateway implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);

    /** How soon the delivery rate of an SMSC in another country is among the metrics. */
    private static final long RATES_SHOWN_SECONDS = 10;

    private final ConfigFile file;
    private final Clocks clocks;
    private final GatewayConfig config;
    private final Path directory;
    private final Meters meters = new Meters();
    private final EventBell bell = new EventBell();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable SmsSide sms;
    private @Nullable VoiceSide voice;
    private @Nullable Routing routing;
    private @Nullable LeavingHours hours;
    private volatile @Nullable DeliveryRates rates;
    private @Nullable SegmentMeter meter;
    private @Nullable Governing governing;
    private volatile @Nullable ConfigSource source;
    private @Nullable HttpServer http;
    private List<String> served = List.of();
    /** Held while the ways that are configured change. */
    private final Lock changing = new ReentrantLock();

    public Gateway(ConfigFile file) {
        this(file, new Clocks(InstantSource.system(), System::nanoTime));
    }

    /** @param clocks those of this machine, unless time is to pass by hand */
    Gateway(ConfigFile file, Clocks clocks) {
        this.file = file;
        this.clocks = clocks;
        this.config = file.config();
        this.directory = file.directory();
    }

    /** Opens everything. If that fails, what was opened is closed again, and the exception says what to do. */
    public void start() throws StoreUnusableException, IOException {
        try {
            open();
        } catch (StoreUnusableException | IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open() throws StoreUnusableException, IOException {
        Timekeeper time = opened(new Timekeeper(clocks));
        Database database = opened(Database.openForGateway(config.store().url(), directory));
        SqlStore store = opened(
                SqlStore.open(database, time.clocks().wall(), time.clocks().nano(), new Commits(), this::readAgain));
        WayWatch watch =
                new WayWatch(config.sms().failoverAfter(), time.clocks().nano(), this::whyDown);
        DeliveryRates measured = new DeliveryRates(
                config.sms().rateWindow(), PhoneNumbers::country, time.clocks().nano());
        rates = measured;
        Routing routes = new Routing(
                new RouteTable(config.routes(), PhoneNumbers::country),
                watch,
                measured,
                () -> ThreadLocalRandom.current().nextDouble());
        KnownNames names = new KnownNames(store.accountNames());
        LeavingHours allowed = new LeavingHours(config.hours(), PhoneZones::of, names::now);
        Detours detours = new Detours(routes, watch, names, time.clocks().wall(), this::lookForMoved);
        InboundRules rules = InboundSide.rules(config.inbound(), config.store().bodies());
        SegmentMeter segments = new SegmentMeter(config.smsc());
        ReplyMaker replies = new ReplyMaker(
                routes, segments, Api.rules(config), rules, time.clocks().wall());
        InboundStore inbound = store.inbound(rules, this::readInbound, replies);
        SendRules sending = new SendRules(
                new RetryDelays(config.sms().retryFirst(), config.sms().retryMax()), allowed, (message, way) -> {
                    if (measured.isWanted()) {
                        measured.submitted(message.key(), message.request().to(), way);
                    }
                });
        SmsSide smsSide = opened(new SmsSide(
                config, store.messages(), store.receipts(), inbound, store.banks(), detours, sending, time));
        VoiceSide voiceSide = opened(new VoiceSide(config, store.messages(), detours, allowed, time));
        EventSide events = opened(new EventSide(config.webhooks(), store, bell, time, meters));
        sms = smsSide;
        voice = voiceSide;
        store.start();
        Governing rule = new Governing(store, time.clocks());
        governing = rule;
        rule.start(file);
        events.start();
        voiceSide.start();
        smsSide.start();
        new InboundSide(config.inbound(), inbound, time).start();
        meters.inbound(inbound);
        time.every(1, () -> {
            time.look();
            watch.look();
            smsSide.tick();
            voiceSide.tick();
        });
        time.every(1, rule::look);
        Repeater repeater = new Repeater(store.repetitions(), allowed, time.patient());
        time.every(1, repeater::look);
        new Sweeps(store, config.store(), time).start(meters);
        voiceSide.sweepPrompts(store.voiceFiles());
        FormerWays former = new FormerWays(store.messages(), detours, time.patient(), changing, () -> {
            Set<String> looked = new HashSet<>(smsSide.names());
            looked.addAll(voiceSide.names());
            return looked;
        });
        former.measure(meters);
        former.start(time);
        time.every(RATES_SHOWN_SECONDS, () -> meters.rates(measured));
        measure(store);
        routing = routes;
        hours = allowed;
        meter = segments;
        Health health = new Health(() -> {
            List<Health.Part> parts = new ArrayList<>();
            parts.add(new Health.Part("store", store::broken));
            parts.addAll(smsSide.health());
            parts.addAll(voiceSide.health());
            return parts;
        });
        Path uploads = Files.createDirectories(config.voice().files().resolve("uploads"));
        Api api = new Api(
                config,
                store,
                inbound,
                voiceSide.shelf(),
                smsSide.centre(),
                voiceSide.calls(),
                routes,
                segments,
                time.clocks(),
                bell,
                events.webhooks(),
                rule.limits(),
                allowed);
        time.every(1, api.ladders(time.patient())::look);
        api.measure(meters);
        Router router = new Router(api.routes(health, this::reload, meters));
        served = router.served();
        HttpServer server = opened(new HttpServer(
                InetSocketAddress.createUnresolved(
                        config.http().listen().getHostString(),
                        config.http().listen().getPort()),
                new Front(
                        router,
                        uploads,
                        Governing.clients(config.http().proxies()),
                        meters::answered,
                        time.clocks().nano())));
        meters.gauge("trunkline.http.connections", server.connections(), OpenConnections::count);
        meters.counter("trunkline.http.connections.refused", server.connections(), OpenConnections::refused);
        server.start();
        http = server;
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    /** Where {@link #reload} reads the configuration. */
    public void reloadFrom(ConfigSource configuration) {
        source = configuration;
    }

    /**
     * Reads the configuration again, and takes up what of it can be taken up while messages flow: SMSCs, trunks, routes,
     * hours and limits. One that is wrong changes nothing.
     *
     * @param actor who asks for it
     */
    public synchronized Reloading reload(String actor) {
        ConfigSource from = source;
        if (from == null || sms == null || voice == null || routing == null || meter == null || governing == null) {
            return Reloading.refused(List.of("this gateway was not started from a file"));
        }
        try {
            ConfigFile next = from.load();
            List<String> unusable = voice.check(next.config().trunks());
            return unusable.isEmpty()
                    ? takeUp(next, actor, sms, voice, routing, meter, governing)
                    : Reloading.refused(unusable);
        } catch (InvalidConfigException e) {
            LOGGER.atError()
                    .addKeyValue("cause", e.getMessage())
                    .log("configuration not reloaded: nothing has changed");
            return Reloading.refused(e.problems());
        }
    }

    private Reloading takeUp(
            ConfigFile next,
            String actor,
            SmsSide smsSide,
            VoiceSide voiceSide,
            Routing routes,
            SegmentMeter segments,
            Governing rule) {
        changing.lock();
        try {
            // trunks that are new come before the routes that name them; one that is gone still gives its messages away
            List<String> changes =
                    new ArrayList<>(voiceSide.reload(next.config().trunks(), meters));
            rule.takeUp(next, actor);
            if (hours != null) {
                hours.replace(next.config().hours());
            }
            segments.replace(next.config().smsc());
            changes.addAll(routes.replace(new RouteTable(next.config().routes(), PhoneNumbers::country)));
            changes.addAll(smsSide.reload(next.config().smsc(), meters));
            List<String> later = Reloading.waiting(file, next);
            LOGGER.atInfo()
                    .addKeyValue("changes", changes)
                    .addKeyValue("atRestart", later)
                    .log("configuration reloaded");
            return new Reloading(List.of(), changes, later);
        } catch (IOException e) {
            return Reloading.refused(List.of("'trunks': " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reloading.refused(List.of("interrupted"));
        } finally {
            changing.unlock();
        }
    }

    /** Where the API listens, once started. */
    public InetSocketAddress address() {
        if (http == null) {
            throw new IllegalStateException("not started");
        }
        return http.address();
    }

    /** Method and pattern of all that can be asked for, once started. */
    List<String> served() {
        return served;
    }

    /** Why each way that is down is down, by its name. */
    private Map<String, String> whyDown() {
        Map<String, String> down = new HashMap<>();
        if (sms != null) {
            sms.whyDown(down);
        }
        if (voice != null) {
            voice.whyDown(down);
        }
        return down;
    }

    private void lookForMoved(Set<String> ways) {
        if (sms != null) {
            sms.lookForMoved(ways);
        }
        if (voice != null) {
            voice.lookForMoved(ways);
        }
    }

    private @Nullable ReceiptReading readAgain(String way, int bind, byte[] pdu) {
        return sms == null ? null : sms.readAgain(way, bind, pdu);
    }

    private InboundContent readInbound(List<InboundReading.Raw> parts) {
        if (sms == null) {
            throw new IllegalStateException("not started");
        }
        return sms.centre().readInbound(parts);
    }

    /** Hands what a commit has kept to the ways that send it. */
    private final class Commits implements CommitListener {

        @Override
        public void onKept(List<OutboundMessage> messages) {
            meters.kept(messages);
            Map<String, List<OutboundMessage>> byWay =
                    messages.stream().collect(Collectors.groupingBy(OutboundMessage::way));
            byWay.forEach((way, some) -> {
                boolean known = (sms != null && sms.kept(way, some)) || (voice != null && voice.kept(way, some));
                if (!known) {
                    LOGGER.atWarn()
                            .addKeyValue("way", way)
                            .addKeyValue("messages", some.size())
                            .log("kept for a way that is not configured any more: they go by another, if there is one");
                }
            });
        }

        @Override
        public void onChanged(List<StateChange> changes) {
            meters.changed(changes);
            DeliveryRates measured = rates;
            if (measured != null && measured.isWanted()) {
                changes.forEach(change -> measured.changed(change.key(), change.state()));
            }
        }

        @Override
        public void onEvents(Set<Long> accounts) {
            bell.ring(accounts);
        }
    }

    private void measure(SqlStore store) {
        meters.store(store.commits());
        meters.gauge("trunkline.store.waiting", store, SqlStore::waiting);
        if (sms != null) {
            sms.measure(meters);
        }
        if (voice != null) {
            voice.measure(meters);
        }
    }

    /** Takes no more requests, lets what is in flight end, writes what is waiting. Idempotent. */
    @Override
    public void close() {
        for (AutoCloseable part; (part = opened.poll()) != null; ) {
            try {
                part.close();
            } catch (Exception e) {
                LOGGER.atError()
                        .setCause(e)
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .log("not closed");
            }
        }
    }
}
