package trunkline.gateway.smsc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.bind.BindListener;
import trunkline.smpp.bind.BindSettings;
import trunkline.smpp.bind.BindStatus;
import trunkline.smpp.bind.SmscBind;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SubmitRequest;

/**
 * The binds of one SMSC, numbered from 1, all on one loop. Permits are taken from them in turn, so that the load is spread
 * and a bind that is down is passed over; a permit remembers its bind until it is used or given back.
 *
 * <p>{@link #start}, {@link #close}, {@link #statuses}, {@link #whyDown} and {@link #retryNow} are free; the rest is
 * confined to the loop.
 */
final class SmscBinds implements AutoCloseable {

    /** Permits of one bind that were taken together and not all used yet. */
    private static final class Taken {
        private final int bind;
        private int left;

        Taken(int bind, int left) {
            this.bind = bind;
            this.left = left;
        }
    }

    private final List<SmscBind> binds = new ArrayList<>();
    /** Those that may submit, from 1. */
    private final List<Integer> transmitters = new ArrayList<>();
    /** In the order of taking; as many permits as there are claims under way, at most all windows together. */
    private final Deque<Taken> taken = new ArrayDeque<>();

    private int turn;

    /** @param listeners gives the listener of each bind by its number */
    SmscBinds(List<BindSettings> settings, SmppLoops loops, IntFunction<BindListener> listeners) {
        for (BindSettings one : settings) {
            int number = binds.size() + 1;
            binds.add(new SmscBind(one, loops, listeners.apply(number)));
            if (one.request().type().transmits()) {
                transmitters.add(number);
            }
        }
    }

    void start() {
        binds.forEach(SmscBind::start);
    }

    /** Waits for responses still due, unbinds, closes. */
    @Override
    public void close() {
        binds.forEach(SmscBind::close);
    }

    Executor executor() {
        return binds.get(0).executor();
    }

    /** How each stands, in order. */
    List<BindStatus> statuses() {
        return binds.stream().map(SmscBind::status).toList();
    }

    /** Why nothing can be submitted, or null if something can. */
    @Nullable
    String whyDown() {
        String why = "it has no bind that submits";
        for (int number : transmitters) {
            BindStatus status = binds.get(number - 1).status();
            if (status.state() == BindStatus.State.BOUND) {
                return null;
            }
            LinkLoss loss = status.lastLoss();
            String state = status.state() == BindStatus.State.SUSPENDED
                    ? "; it is not tried again before somebody asks for it"
                    : "";
            why = loss == null ? "not bound yet" : loss.cause() + ": " + loss.detail() + state;
        }
        return why;
    }

    /** Has those that gave up, or rest, try at once. */
    void retryNow() {
        binds.forEach(SmscBind::retryNow);
    }

    SmscBind bind(int number) {
        return binds.get(number - 1);
    }

    /** The number of a bind that can submit or, if none can, of the first that might. */
    int anyTransmitter() {
        for (int number : transmitters) {
            if (bind(number).status().state() == BindStatus.State.BOUND) {
                return number;
            }
        }
        return 1;
    }

    /** Takes up to {@code wanted} permits of the next bind that has any. */
    int take(int wanted) {
        for (int tried = 0; tried < transmitters.size(); tried++) {
            turn = (turn + 1) % transmitters.size();
            int number = transmitters.get(turn);
            int got = bind(number).takePermits(wanted);
            if (got > 0) {
                taken.add(new Taken(number, got));
                return got;
            }
        }
        return 0;
    }

    /** Submits with the permit taken first. */
    void submit(SubmitRequest request) {
        bind(use()).submit(request);
    }

    /** Gives back the {@code count} permits taken first. */
    void giveBack(int count) {
        for (int i = 0; i < count; i++) {
            release(use());
        }
    }

    private int use() {
        Taken first = taken.getFirst();
        if (--first.left == 0) {
            taken.removeFirst();
        }
        return first.bind;
    }

    /** Gives back a permit that a submit used. */
    void release(int number) {
        bind(number).releasePermits(1);
    }
}
