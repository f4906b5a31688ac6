package trunkline.smpp.bind;

import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.LinkLoss.Cause;

/**
 * The life of one bind to an SMSC. States are values; an event yields the next state and one command.
 *
 * <pre>
 *           due             connected          bind_resp ok            stop             none in flight
 *  Waiting -----> Connecting -----> Binding ---------------> Bound ---------> Draining ----------------> Unbinding
 *     ^                |               |                       |                 | lost                      | lost,
 *     |   refused, lost, too late      |     lost, silent      |                 v                           v unbound
 *     +----------------+---------------+-----------------------+              Stopped <----------------------+
 * </pre>
 *
 * <p>Session states follow SMPP 3.4 §2.2; {@code Waiting}, {@code Draining} and {@code Stopped} are ours. An event that
 * a state does not expect closes the connection: with an SMSC there is no other safe answer to a session out of step.
 * Times are {@link System#nanoTime} readings.
 */
sealed interface BindState
        permits BindState.Waiting, BindState.Connecting, BindState.Binding, BindState.Bound, Stopping {

    /** What the owner must do after a transition. */
    enum Command {
        NONE,
        CONNECT,
        SEND_BIND,
        SEND_ENQUIRE_LINK,
        SEND_UNBIND,
        /** Close for {@link Step#cause}; the loss that follows is an event of its own. */
        CLOSE
    }

    /** The outcome of one event; {@code cause} belongs to {@link Command#CLOSE} and is STOPPED elsewhere. */
    record Step(BindState next, Command command, Cause cause) {

        static Step to(BindState next, Command command) {
            return new Step(next, command, Cause.STOPPED);
        }

        static Step stay(BindState state) {
            return to(state, Command.NONE);
        }

        static Step giveUp(BindState state, Cause cause) {
            return new Step(state, Command.CLOSE, cause);
        }
    }

    /** The state's name in status, metrics and logs. */
    BindStatus.State name();

    /** Time has passed. */
    Step onTick(long nowNanos);

    /** TCP is connected. */
    default Step onConnected(long nowNanos) {
        return Step.giveUp(this, Cause.OUT_OF_STEP);
    }

    /** The SMSC answered the bind request with ESME_ROK. */
    default Step onBindAccepted(long nowNanos) {
        return Step.giveUp(this, Cause.OUT_OF_STEP);
    }

    /** At least one PDU came. Only a bound session takes it for a sign of life. */
    default BindState onHeard(long nowNanos) {
        return this;
    }

    /** No submit_sm is unanswered any more. */
    default Step onIdle(long nowNanos) {
        return Step.stay(this);
    }

    /** The SMSC answered unbind. */
    default Step onUnbound() {
        return Step.giveUp(this, Cause.OUT_OF_STEP);
    }

    /**
     * The connection is gone, or there was none to be had.
     *
     * @param lot from 0 to below 1, spreads the pause before the next attempt
     */
    Step onLost(long nowNanos, LinkLoss loss, double lot);

    /** The owner wants to stop. */
    Step onStop(long nowNanos);

    private static Step retryLater(BindTimings timings, int failures, long nowNanos, LinkLoss loss, double lot) {
        int failed = loss.isWrongCredentials() ? BindTimings.Backoff.MOST_FAILURES : failures + 1;
        long pauseNanos = timings.backoff().pauseNanos(failed, lot);
        return Step.stay(new Waiting(timings, failed, nowNanos + pauseNanos));
    }

    static boolean isOver(long deadlineNanos, long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    /** Not connected; the next attempt is due at {@code retryAtNanos}, after {@code failures} in a row. */
    record Waiting(BindTimings timings, int failures, long retryAtNanos) implements BindState {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.WAITING;
        }

        @Override
        public Step onTick(long nowNanos) {
            if (!isOver(retryAtNanos, nowNanos)) {
                return Step.stay(this);
            }
            long deadlineNanos = nowNanos + timings.deadlines().connect().toNanos();
            return Step.to(new Connecting(timings, failures, deadlineNanos), Command.CONNECT);
        }

        @Override
        public Step onLost(long nowNanos, LinkLoss loss, double lot) {
            return Step.stay(this);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(new Stopping.Stopped());
        }
    }

    /** The host is being looked up or the TCP connection opened, until {@code deadlineNanos}. */
    record Connecting(BindTimings timings, int failures, long deadlineNanos) implements BindState {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.CONNECTING;
        }

        @Override
        public Step onTick(long nowNanos) {
            return isOver(deadlineNanos, nowNanos) ? Step.giveUp(this, Cause.CONNECT_TIMEOUT) : Step.stay(this);
        }

        @Override
        public Step onConnected(long nowNanos) {
            long responseDueNanos =
                    nowNanos + timings.deadlines().bindResponse().toNanos();
            return Step.to(new Binding(timings, failures, responseDueNanos), Command.SEND_BIND);
        }

        @Override
        public Step onLost(long nowNanos, LinkLoss loss, double lot) {
            return retryLater(timings, failures, nowNanos, loss, lot);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.to(new Stopping.Stopped(), Command.CLOSE);
        }
    }

    /** Bind request sent; bind_resp is due by {@code deadlineNanos}, whatever else the peer sends. */
    record Binding(BindTimings timings, int failures, long deadlineNanos) implements BindState {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.BINDING;
        }

        @Override
        public Step onTick(long nowNanos) {
            return isOver(deadlineNanos, nowNanos) ? Step.giveUp(this, Cause.BIND_TIMEOUT) : Step.stay(this);
        }

        @Override
        public Step onBindAccepted(long nowNanos) {
            var link = EnquireLink.boundAt(nowNanos, timings.keepAlive());
            return Step.stay(new Bound(timings, failures, nowNanos, link));
        }

        @Override
        public Step onLost(long nowNanos, LinkLoss loss, double lot) {
            return retryLater(timings, failures, nowNanos, loss, lot);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.to(new Stopping.Stopped(), Command.CLOSE);
        }
    }

    /** submit_sm may be sent, deliver_sm may arrive. */
    record Bound(BindTimings timings, int failures, long boundAtNanos, EnquireLink link) implements BindState {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.BOUND;
        }

        @Override
        public Step onTick(long nowNanos) {
            EnquireLink.Tick tick = link.tick(nowNanos);
            return switch (tick.action()) {
                case NOTHING -> Step.stay(this);
                case SEND_ENQUIRE_LINK ->
                    Step.to(new Bound(timings, failures, boundAtNanos, tick.next()), Command.SEND_ENQUIRE_LINK);
                case DROP_CONNECTION -> Step.giveUp(this, Cause.PEER_SILENT);
            };
        }

        @Override
        public BindState onHeard(long nowNanos) {
            return new Bound(timings, failures, boundAtNanos, link.heardFromPeer(nowNanos));
        }

        @Override
        public Step onLost(long nowNanos, LinkLoss loss, double lot) {
            boolean lasted =
                    nowNanos - boundAtNanos >= timings.backoff().stable().toNanos();
            return retryLater(timings, lasted ? 0 : failures, nowNanos, loss, lot);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(new Stopping.Draining(
                    timings, nowNanos + timings.deadlines().stop().toNanos()));
        }
    }
}
