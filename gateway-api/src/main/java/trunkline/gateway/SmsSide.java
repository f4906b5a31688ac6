package trunkline.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.bank.BankStore;
import trunkline.gateway.bank.SimBank;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.dispatch.Failover;
import trunkline.gateway.dispatch.InboundDesk;
import trunkline.gateway.dispatch.SendRules;
import trunkline.gateway.dispatch.SmsDispatcher;
import trunkline.gateway.http.Health;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.smsc.SmscCentre;
import trunkline.gateway.smsc.SmscLink;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.ReceiptStore;
import trunkline.smpp.session.SmppLoops;

/** All SMSCs, each with its link and its dispatcher, and the receipts that wait for their responses. */
final class SmsSide implements AutoCloseable {

    private record Way(
            SmscConfig config, @Nullable SimBank bank, SmscLink link, SmsDispatcher dispatcher, InboundDesk desk) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(SmsSide.class);
    private static final long JUDGE_SECONDS = 2;
    private static final long KEEP_SECONDS = 60;
    /** What a way that is to go may take to get its results. */
    private static final long QUIT_SECONDS = 5;

    private static final int JUDGED_AT_ONCE = 1_000;

    private final SmppLoops loops = new SmppLoops(1);
    /** Replaced as a whole, never changed. */
    private volatile Map<String, Way> ways;

    private final SmscCentre centre = new SmscCentre(this::links);
    private final Map<String, String> learntKept = new HashMap<>();
    private final MessageStore store;
    private final ReceiptStore receipts;
    private final InboundStore inbound;
    private final Banks banks;
    private final Failover failover;
    private final SendRules rules;
    private final Timekeeper time;
    private final long patienceMicros;
    private final long receiptsKeptMicros;

    /** Builds the links and their dispatchers; nothing connects before {@link #start}. */
    SmsSide(
            GatewayConfig config,
            MessageStore store,
            ReceiptStore receipts,
            InboundStore inbound,
            BankStore banks,
            Failover failover,
            SendRules rules,
            Timekeeper time) {
        this.receipts = receipts;
        this.time = time;
        this.patienceMicros =
                TimeUnit.SECONDS.toMicros(config.sms().receiptPatience().toSeconds());
        this.receiptsKeptMicros =
                TimeUnit.SECONDS.toMicros(config.sms().unmatchedReceipts().toSeconds());
        loops.start();
        this.store = store;
        this.inbound = inbound;
        this.banks = new Banks(banks, () -> ThreadLocalRandom.current().nextDouble());
        this.failover = failover;
        this.rules = rules;
        Map<String, Way> first = new LinkedHashMap<>();
        config.smsc().forEach(smsc -> first.put(smsc.name(), way(smsc)));
        this.ways = first;
    }

    private Way way(SmscConfig smsc) {
        SimBank bank = banks.of(smsc);
        SmscLink link = new SmscLink(smsc, loops, time.clocks(), time, bank);
        return new Way(
                smsc,
                bank,
                link,
                new SmsDispatcher(link, store, receipts, rules, smsc.ambiguity(), failover, time.patient()),
                new InboundDesk(smsc.name(), link.executor(), inbound));
    }

    /**
     * Brings the SMSCs to another configuration. One that is the same in both is not touched; one that changes or goes
     * first gets the results of what it has claimed.
     *
     * @return what was done, in words
     */
    List<String> reload(List<SmscConfig> next, Meters meters) throws InterruptedException {
        Map<String, Way> before = ways;
        Map<String, SmscConfig> wanted = new LinkedHashMap<>();
        next.forEach(smsc -> wanted.put(smsc.name(), smsc));
        List<String> changes = new ArrayList<>();
        for (Way way : before.values()) {
            String name = way.config().name();
            if (!way.config().equals(wanted.get(name))) {
                quit(way);
                meters.forget("smsc", name);
                meters.forget("way", name);
                changes.add("smsc " + name + (wanted.containsKey(name) ? " changed" : " removed"));
            }
        }
        Map<String, Way> after = new LinkedHashMap<>();
        List<Way> fresh = new ArrayList<>();
        for (SmscConfig smsc : next) {
            Way old = before.get(smsc.name());
            if (old != null && old.config().equals(smsc)) {
                after.put(smsc.name(), old);
                continue;
            }
            Way way = way(smsc);
            after.put(smsc.name(), way);
            fresh.add(way);
            if (old == null) {
                changes.add("smsc " + smsc.name() + " added");
            }
        }
        // messages that are kept from now on are told to the new ones, which read the others from the store
        ways = after;
        for (Way way : fresh) {
            begin(way);
            measure(meters, way.config().name(), way);
        }
        return changes;
    }

    private void quit(Way way) throws InterruptedException {
        CompletableFuture<Void> stopped = way.dispatcher().stop();
        if (!isDone(stopped)) {
            LOGGER.atInfo().addKeyValue("smsc", way.config().name()).log("closed before all that it has was answered");
        }
        way.link().close(); // gives a result to what has none
        if (!isDone(stopped)) {
            LOGGER.atWarn().addKeyValue("smsc", way.config().name()).log("closed with results that are not recorded");
        }
        log(receipts.saveLearnt(way.config().name(), way.link().ids().save()), "what was learnt of ids was not kept");
    }

    private static boolean isDone(CompletableFuture<Void> stopped) throws InterruptedException {
        try {
            stopped.get(QUIT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes up what was learnt before, then connects. */
    void start() {
        ways.values().forEach(this::begin);
        time.every(JUDGE_SECONDS, this::judge);
        time.every(KEEP_SECONDS, this::keep);
    }

    private void begin(Way way) {
        var unused = receipts.learnt(way.link().name())
                .exceptionally(failure -> Optional.empty())
                .thenCombine(banks.takeUp(way.config().name(), way.bank()), (learnt, known) -> learnt)
                .thenAccept(learnt -> {
                    learnt.ifPresent(way.link().ids()::restore);
                    way.dispatcher().start();
                    way.link().start(way.dispatcher(), way.desk());
                })
                .exceptionally(failure -> {
                    LOGGER.atError()
                            .addKeyValue("smsc", way.config().name())
                            .addKeyValue("cause", failure)
                            .log("SMSC not started: what its SIMs have sent is not known");
                    return null;
                });
    }

    /** Decides on receipts that have waited long enough. */
    private void judge() {
        log(
                receipts.judge(time.clocks().nowMicros() - patienceMicros, JUDGED_AT_ONCE),
                "receipts that wait were not judged");
    }

    /** Keeps what was learnt, and drops receipts that have waited too long. */
    private void keep() {
        for (Way way : ways.values()) {
            String learnt = way.link().ids().save();
            if (!learnt.equals(learntKept.put(way.link().name(), learnt))) {
                log(receipts.saveLearnt(way.link().name(), learnt), "what was learnt of ids was not kept");
            }
        }
        log(
                receipts.drop(time.clocks().nowMicros() - receiptsKeptMicros, JUDGED_AT_ONCE),
                "old receipts were not dropped");
    }

    private static void log(CompletableFuture<?> work, String failed) {
        var unused = work.exceptionally(failure -> {
            LOGGER.atWarn().addKeyValue("cause", failure).log(failed);
            return null;
        });
    }

    /** Reads a receipt again that waits in the store; null if its SMSC is not configured any more. */
    @Nullable
    ReceiptReading readAgain(String name, int bind, byte[] pdu) {
        Way way = ways.get(name);
        return way == null ? null : way.link().readAgain(bind, pdu);
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

    /** All SMSCs as people see and steer them. */
    SmscCentre centre() {
        return centre;
    }

    private Map<String, SmscLink> links() {
        Map<String, SmscLink> links = new LinkedHashMap<>();
        ways.forEach((name, way) -> links.put(name, way.link()));
        return links;
    }

    /** Adds why each SMSC that is down is down. */
    void whyDown(Map<String, String> into) {
        ways.forEach((name, way) -> {
            String why = way.link().whyDown();
            if (why != null) {
                into.put(name, why);
            }
        });
    }

    List<Health.Part> health() {
        List<Health.Part> parts = new ArrayList<>();
        ways.forEach((name, way) -> parts.add(new Health.Part("smsc " + name, way.link()::whyDown)));
        return parts;
    }

    void measure(Meters meters) {
        ways.forEach((name, way) -> measure(meters, name, way));
    }

    private static void measure(Meters meters, String name, Way way) {
        meters.sms(name, way.dispatcher().figures());
        meters.inbound(name, way.desk().figures());
        SmscMeters.add(meters, way.link());
    }

    /** Waits for responses still due, then unbinds. */
    @Override
    public void close() {
        ways.values().forEach(way -> way.link().close());
        loops.close();
    }
}
