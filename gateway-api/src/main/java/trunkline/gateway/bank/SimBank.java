package trunkline.gateway.bank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.bank.Turns.Turn;
import trunkline.gateway.dispatch.SimView;

/**
 * The SIMs of one bank, and which of them a message goes by: the one whose number it names as its sender; else the one that its
 * recipient last heard from; else the one with the most room.
 *
 * <p>{@link #whyDown}, {@link #views} and {@link #view} may be asked by any thread; the rest is confined to the executor of the link.
 */
public final class SimBank {

    private static final Logger LOGGER = LoggerFactory.getLogger(SimBank.class);
    /** Recipients whose SIMs are remembered. */
    public static final int RECIPIENTS_MAX = Recipients.MAX;
    /** SIMs that a reason names. */
    private static final int NAMED_MAX = 3;

    private final String way;
    private final BankPlan plan;
    private final BankStore store;
    private final DoubleSupplier random;
    private final Map<String, Sim> byName = new LinkedHashMap<>();
    private final Map<String, Sim> byNumber = new LinkedHashMap<>();
    private final Recipients recipients = new Recipients();
    private final Turns turns = new Turns();

    /**
     * A bank of which nothing is known yet.
     *
     * @param random from 0 up to 1, for the jitter
     */
    public SimBank(String way, BankPlan plan, BankStore store, DoubleSupplier random) {
        this.way = way;
        this.plan = plan;
        this.store = store;
        this.random = random;
        for (SimPlan one : plan.sims()) {
            Sim sim = new Sim(one, plan.zone());
            byName.put(one.name(), sim);
            byNumber.put(one.number(), sim);
        }
    }

    /** What the configuration says of it. */
    public BankPlan plan() {
        return plan;
    }

    /** Takes up what an earlier process knew, before the first message. */
    public void restore(BankStore.Memory memory) {
        for (SimState state : memory.sims()) {
            Sim sim = byName.get(state.sim());
            if (sim != null) {
                sim.become(state);
            }
        }
        recipients.putAll(memory.recipients());
    }

    /** The SIM for a message, and whether it may go now; a turn is kept for what waits aside. */
    public Choice choose(Wish wish, long nowMicros, long nowNanos) {
        Turn turn = turns.of(wish.message());
        if (turn != null) {
            boolean isAble = turn.sim().unable(wish.segments(), nowMicros) == null;
            if (isAble && !turn.sim().isTrying(nowMicros)) {
                return turn.atNanos() - nowNanos <= 0
                        ? Choice.now(turn.sim())
                        : Choice.aside(nowMicros, turn.atNanos() - nowNanos);
            }
            turns.lose(wish.message());
        }
        Sim last = wish.last() == null ? null : byName.get(wish.last());
        Sim asked = wish.hold() == Wish.Hold.BOUND ? last : byNumber.get(wish.sender());
        if (asked != null) {
            Sim.Unable unable = asked.unable(wish.segments(), nowMicros);
            return unable == null
                    ? inTurn(asked, wish, nowMicros, nowNanos)
                    : Choice.unable(unable.untilMicros(), unable.why());
        }
        if (wish.hold() == Wish.Hold.BOUND) {
            return Choice.unable(
                    Long.MAX_VALUE, wish.last() + ", which has sent some of it, is not in the bank any more");
        }
        return ofAll(wish, last, nowMicros, nowNanos);
    }

    private Choice ofAll(Wish wish, @Nullable Sim last, long nowMicros, long nowNanos) {
        List<Sim> able = byName.values().stream()
                .filter(sim -> sim.unable(wish.segments(), nowMicros) == null)
                .collect(Collectors.toCollection(ArrayList::new));
        if (able.isEmpty()) {
            return noneIsAble(wish.segments(), nowMicros);
        }
        if (able.size() > 1 && wish.hold() == Wish.Hold.FREE) {
            able.remove(last); // it did not get it through just before
        }
        Sim preferred = preferred(wish, last);
        if (preferred != null && able.contains(preferred)) {
            return inTurn(preferred, wish, nowMicros, nowNanos);
        }
        Sim best = able.stream()
                .filter(sim -> sim.readyAtNanos(nowMicros, nowNanos) == nowNanos)
                .min(Comparator.comparingDouble(sim -> sim.use(nowMicros)))
                .orElse(null);
        if (best != null) {
            return Choice.now(best);
        }
        Sim first = able.stream()
                .min(Comparator.comparingLong(sim -> sim.readyAtNanos(nowMicros, nowNanos) - nowNanos))
                .orElseThrow();
        return wish.keepsPlace()
                ? Choice.soon(first.readyAtNanos(nowMicros, nowNanos) - nowNanos)
                : inTurn(first, wish, nowMicros, nowNanos);
    }

    private @Nullable Sim preferred(Wish wish, @Nullable Sim last) {
        if (wish.hold() == Wish.Hold.PREFERRED && last != null) {
            return last;
        }
        String known = plan.sticky() ? recipients.simOf(wish.recipient()) : null;
        return known == null ? null : byName.get(known);
    }

    /** By this SIM and no other. */
    private Choice inTurn(Sim sim, Wish wish, long nowMicros, long nowNanos) {
        long readyAt = sim.readyAtNanos(nowMicros, nowNanos);
        if (readyAt == nowNanos) {
            return Choice.now(sim);
        }
        if (!sim.isTrying(nowMicros) && !turns.isFull()) {
            readyAt = sim.take(wish.segments(), plan.jitter(), random, nowNanos);
            turns.keep(wish.message(), new Turn(sim, readyAt, wish.segments()), nowNanos);
        }
        return Choice.aside(nowMicros, readyAt - nowNanos);
    }

    private Choice noneIsAble(int segments, long nowMicros) {
        long until = Long.MAX_VALUE;
        for (Sim sim : byName.values()) {
            Sim.Unable unable = sim.unable(segments, nowMicros);
            until = unable == null ? nowMicros : Math.min(until, unable.untilMicros());
        }
        return Choice.unable(until, none(segments, nowMicros));
    }

    private String none(int segments, long nowMicros) {
        List<String> reasons = new ArrayList<>();
        for (Sim sim : byName.values()) {
            Sim.Unable unable = sim.unable(segments, nowMicros);
            if (unable != null) {
                reasons.add(unable.why());
            }
        }
        String more = reasons.size() > NAMED_MAX ? "; and " + (reasons.size() - NAMED_MAX) + " more" : "";
        return "none of its SIMs can send: "
                + String.join("; ", reasons.subList(0, Math.min(NAMED_MAX, reasons.size()))) + more;
    }

    /** Why none can send; null if one can. */
    public @Nullable String whyDown(long nowMicros) {
        for (Sim sim : byName.values()) {
            if (sim.unable(1, nowMicros) == null) {
                return null;
            }
        }
        return none(1, nowMicros);
    }

    /** All SIMs, in the order of the configuration. */
    public List<SimView> views(long nowMicros) {
        return byName.values().stream().map(sim -> sim.view(nowMicros)).toList();
    }

    /** One of them. */
    public SimView view(String name, long nowMicros) {
        return known(name).view(nowMicros);
    }

    private Sim known(String name) {
        Sim sim = byName.get(name);
        if (sim == null) {
            throw new IllegalStateException("no SIM " + name);
        }
        return sim;
    }

    /** Segments of a message are being claimed, to go by the SIM that {@link #choose} gave last. */
    public void claimed(Wish wish, String name, long nowMicros, long nowNanos) {
        Sim sim = known(name);
        Turn turn = turns.of(wish.message());
        if (turn == null) {
            sim.take(wish.segments(), plan.jitter(), random, nowNanos);
        } else {
            turns.use(wish.message(), turn, wish.segments());
        }
        sim.sent(wish.segments(), nowMicros);
        log(store.putSent(way, sim.state(), wish.message(), sim.plan().number()));
        if (plan.sticky() && recipients.put(wish.recipient(), name, TimeUnit.MICROSECONDS.toDays(nowMicros))) {
            log(store.putRecipient(way, wish.recipient(), name));
        }
    }

    /** Claims came to nothing, or segments never left. */
    public void unsent(String name, int segments) {
        Sim sim = byName.get(name);
        if (sim != null) {
            sim.unsent(segments);
            log(store.put(way, sim.state()));
        }
    }

    /** A segment was taken. */
    public void taken(String name) {
        Sim sim = byName.get(name);
        if (sim != null) {
            sim.answered();
            become(sim, sim.state().taken());
        }
    }

    /** A segment left, and was neither taken nor refused. */
    public void unanswered(String name) {
        Sim sim = byName.get(name);
        if (sim != null) {
            sim.answered();
        }
    }

    /** A segment was refused; {@code cause} in words. What was under way when a SIM began to rest counts no more. */
    public void refused(String name, String cause, long nowMicros) {
        Sim sim = byName.get(name);
        if (sim == null) {
            return;
        }
        sim.answered();
        if (sim.state().isResting(nowMicros)) {
            return;
        }
        become(sim, sim.state().refused(cause, plan.resting(), nowMicros));
        if (sim.state().isResting(nowMicros)) {
            LOGGER.atWarn()
                    .addKeyValue("smsc", way)
                    .addKeyValue("sim", name)
                    .addKeyValue("state", sim.state().isQuarantined() ? "quarantined" : "resting")
                    .addKeyValue("cause", cause)
                    .log("SIM rests");
        }
    }

    private void become(Sim sim, SimState next) {
        if (sim.become(next)) {
            log(store.put(way, next));
        }
    }

    /** Lets a SIM send again that rests, on behalf of {@code by}; false if there is none of this name. */
    public CompletableFuture<Boolean> release(String name, String by) {
        Sim sim = byName.get(name);
        if (sim == null) {
            return CompletableFuture.completedFuture(false);
        }
        sim.become(sim.state().released());
        LOGGER.atInfo()
                .addKeyValue("smsc", way)
                .addKeyValue("sim", name)
                .addKeyValue("actor", by)
                .log("SIM released");
        return store.release(way, sim.state(), by);
    }

    /** The number that a message was last sent as. */
    public CompletableFuture<Optional<String>> numberOf(long message) {
        return store.numberOf(message);
    }

    private void log(CompletableFuture<Boolean> write) {
        var unused = write.exceptionally(failure -> {
            LOGGER.atError()
                    .addKeyValue("smsc", way)
                    .addKeyValue("cause", failure)
                    .log("what is known of a SIM was not kept");
            return false;
        });
    }
}
