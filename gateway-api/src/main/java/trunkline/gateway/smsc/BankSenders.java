package trunkline.gateway.smsc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.bank.Choice;
import trunkline.gateway.bank.SimBank;
import trunkline.gateway.bank.SimPlan;
import trunkline.gateway.bank.Wish;
import trunkline.gateway.config.AddressRules;
import trunkline.gateway.dispatch.Admission;
import trunkline.gateway.dispatch.Alarm;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.Senders;
import trunkline.gateway.dispatch.SimView;
import trunkline.gateway.dispatch.SmsLink;
import trunkline.gateway.dispatch.SmsResult;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.Sender;
import trunkline.smpp.address.Address;
import trunkline.smpp.session.CommandStatus;

/**
 * The SIMs of one SMSC's bank as senders of its link: source_addr picks the SIM.
 *
 * <p>{@link #whyDown}, {@link #views}, {@link #release} and {@link #asSent} are free; the rest is confined to the executor of the
 * link.
 */
final class BankSenders implements Senders {

    /** Wake-ups that are set at once; of more, the dispatcher's own look once a second serves. */
    private static final int WAKES_MAX = 10_000;
    /** The store must see that the time has come. */
    private static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SimBank bank;
    private final Clocks clocks;
    private final Alarm alarm;
    private final Executor executor;
    private final Runnable onTurn;
    private final Map<String, Address> addresses = new HashMap<>();
    private final Map<Address, String> names = new HashMap<>();
    /** When messages have their turn, {@link System#nanoTime} readings from {@link #startNanos} on. */
    private final PriorityQueue<Long> wakes = new PriorityQueue<>();

    private final long startNanos;
    /** The first of them that the alarm is set for; none if it is negative. */
    private long alarmAt = -1;

    private @Nullable SimPlan chosen;

    /** @param onTurn run when messages that wait may have their turn */
    BankSenders(SimBank bank, AddressRules rules, Clocks clocks, Alarm alarm, Executor executor, Runnable onTurn) {
        this.bank = bank;
        this.clocks = clocks;
        this.alarm = alarm;
        this.executor = executor;
        this.onTurn = onTurn;
        this.startNanos = clocks.nowNanos();
        for (SimPlan sim : bank.plan().sims()) {
            Address address = rules.sender(sim.number());
            addresses.put(sim.name(), address);
            names.put(address, sim.name());
        }
    }

    @Override
    public Admission admit(OutboundMessage message, SmsLink.Encoded sms, Need need) {
        String last = ((EncodedSms) sms).sim();
        Choice choice = bank.choose(wish(message, last, need), clocks.nowMicros(), clocks.nowNanos());
        chosen = choice.sim();
        if (choice.wakeNanos() > 0) {
            wakeAfter(choice.wakeNanos());
        }
        return choice.admission();
    }

    private static Wish wish(OutboundMessage message, @Nullable String last, Need need) {
        Wish.Hold hold = last == null || (need.whole() && !need.inDoubt())
                ? Wish.Hold.FREE
                : need.whole() ? Wish.Hold.PREFERRED : Wish.Hold.BOUND;
        return new Wish(
                message.key(),
                message.request().from().value(),
                message.request().to().e164(),
                need.segments(),
                last,
                hold,
                need.untried());
    }

    private void wakeAfter(long nanos) {
        long at = clocks.nowNanos() - startNanos + nanos + MARGIN_NANOS;
        if (wakes.size() < WAKES_MAX) {
            wakes.add(at);
        }
        setAlarm();
    }

    private void setAlarm() {
        Long first = wakes.peek();
        if (first == null || (alarmAt >= 0 && alarmAt <= first)) {
            return;
        }
        long at = first;
        alarmAt = at;
        alarm.after(Math.max(0, at + startNanos - clocks.nowNanos()), executor, () -> onAlarm(at));
    }

    private void onAlarm(long at) {
        if (alarmAt == at) {
            alarmAt = -1;
        }
        boolean isTime = false;
        long now = clocks.nowNanos() - startNanos;
        for (Long next; (next = wakes.peek()) != null && next <= now; wakes.remove()) {
            isTime = true;
        }
        setAlarm();
        if (isTime) {
            onTurn.run();
        }
    }

    @Override
    public void claimed(OutboundMessage message, SmsLink.Encoded sms, int segments) {
        SimPlan sim = chosen;
        if (sim == null) {
            throw new IllegalStateException("message " + message.id() + " was not admitted");
        }
        Need need = new Need(segments, true, false, false);
        bank.claimed(wish(message, null, need), sim.name(), clocks.nowMicros(), clocks.nowNanos());
        ((EncodedSms) sms).sendBy(sim.name(), Objects.requireNonNull(addresses.get(sim.name())));
    }

    @Override
    public void unclaimed(SmsLink.Encoded sms, int segments) {
        String sim = ((EncodedSms) sms).sim();
        if (sim != null) {
            bank.unsent(sim, segments);
        }
    }

    /** What became of a segment that was sent as {@code source}. */
    void onResult(Address source, SmsResult result) {
        String sim = names.get(source);
        if (sim == null) {
            return;
        }
        if (result instanceof SmsResult.Submitted) {
            bank.taken(sim);
        } else if (result instanceof SmsResult.NotSent) {
            bank.unsent(sim, 1);
        } else if (result instanceof SmsResult.Refused refused && refused.verdict() != SmsResult.Verdict.SLOW_DOWN) {
            bank.refused(sim, "it answered " + CommandStatus.name(refused.commandStatus()), clocks.nowMicros());
        } else {
            bank.unanswered(sim);
        }
    }

    @Nullable
    String whyDown() {
        return bank.whyDown(clocks.nowMicros());
    }

    List<SimView> views() {
        return bank.views(clocks.nowMicros());
    }

    SimView view(String sim) {
        return bank.view(sim, clocks.nowMicros());
    }

    /** Lets a SIM send again, on behalf of {@code by}; false if there is none of this name. */
    CompletableFuture<Boolean> release(String sim, String by) {
        return CompletableFuture.completedFuture(sim)
                .thenComposeAsync(name -> bank.release(name, by), executor)
                .thenApplyAsync(
                        is -> {
                            onTurn.run();
                            return is;
                        },
                        executor);
    }

    /** A message as its SMSC has it: with the number of the SIM that it was sent by. */
    CompletableFuture<OutboundMessage> asSent(OutboundMessage message) {
        return bank.numberOf(message.key()).thenApply(number -> number.map(sim -> message.as(new Sender(sim)))
                .orElse(message));
    }
}
