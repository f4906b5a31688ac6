package trunkline.smpp.bind;

import trunkline.smpp.session.LinkLoss.Cause;

/**
 * The life of one bind to an SMSC. States are values; an event yields the next state and one command.
 *
 * <pre>
 *           due             connected          bind_resp ok            stop             none in flight
 *  Waiting -----> Connecting -----> Binding ---------------> Bound ---------> Draining ----------------> Unbinding
 *   ^   ^              |               |                       |  fatal          | lost                      | lost,
 *   |   | refused, lost, too late      |     lost, silent      |  status         v                           v unbound
 *   |   +--------------+---------------+-----------------------+              Stopped, or after a fatal status Suspended
 *   |                                  | refused for good, too often
 *   |          retry now               v
 *   +----------------------------- Suspended
 * </pre>
 *
 * <p>Session states follow SMPP 3.4 §2.2; {@code Waiting}, {@code Suspended}, {@code Draining} and {@code Stopped} are ours. An event that
 * a state does not expect closes the connection: with an SMSC there is no other safe answer to a session out of step.
 * Times are {@link System#nanoTime} readings.
 */
sealed interface BindState
        permits BindState.Waiting,
                BindState.Connecting,
                BindState.Binding,
                BindState.Bound,
                BindState.Suspended,
                Leaving {

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
     * @param fatal whether the SMSC refused the bind with a status that is fatal to it
     * @param lot from 0 to below 1, spreads the pause before the next attempt
     */
    Step onLost(long nowNanos, boolean fatal, double lot);

    /** A submit was answered with a status that is fatal to the bind. */
    default Step onFatalStatus(long nowNanos) {
        return Step.stay(this);
    }

    /** The operator wants it to be tried now. */
    default Step onRetryNow(long nowNanos) {
        return Step.stay(this);
    }

    /** The owner wants to stop. */
    Step onStop(long nowNanos);

    private static Step retryLater(BindTimings timings, Tries tries, long nowNanos, boolean fatal, double lot) {
        Tries next = fatal ? tries.refused() : tries.failed();
        if (next.refusals() >= timings.backoff().refusals()) {
            return Step.stay(new Suspended(timings));
        }
        long pauseNanos = timings.backoff().pauseNanos(next.failures(), lot);
        return Step.stay(new Waiting(timings, next, nowNanos + pauseNanos));
    }

    static boolean isOver(long deadlineNanos, long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    /** Not connected; the next attempt is due at {@code retryAtNanos}. */
    record Waiting(BindTimings timings, Tries tries, long retryAtNanos) implements BindState {

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
            return Step.to(new Connecting(timings, tries, deadlineNanos), Command.CONNECT);
        }

        @Override
        public Step onRetryNow(long nowNanos) {
            return Step.stay(new Waiting(timings, tries, nowNanos));
        }

        @Override
        public Step onLost(long nowNanos, boolean fatal, double lot) {
            return Step.stay(this);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(new Leaving.Stopped());
        }
    }

    /** The host is being looked up or the TCP connection opened, until {@code deadlineNanos}. */
    record Connecting(BindTimings timings, Tries tries, long deadlineNanos) implements BindState {

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
            return Step.to(new Binding(timings, tries, responseDueNanos), Command.SEND_BIND);
        }

        @Override
        public Step onLost(long nowNanos, boolean fatal, double lot) {
            return retryLater(timings, tries, nowNanos, fatal, lot);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.to(new Leaving.Stopped(), Command.CLOSE);
        }
    }

    /** Bind request sent; bind_resp is due by {@code deadlineNanos}, whatever else the peer sends. */
    record Binding(BindTimings timings, Tries tries, long deadlineNanos) implements BindState {

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
            return Step.stay(new Bound(timings, new Tries(tries.failures(), 0), nowNanos, link));
        }

        @Override
        public Step onLost(long nowNanos, boolean fatal, double lot) {
            return retryLater(timings, tries, nowNanos, fatal, lot);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.to(new Leaving.Stopped(), Command.CLOSE);
        }
    }

    /** submit_sm may be sent, deliver_sm may arrive. */
    record Bound(BindTimings timings, Tries tries, long boundAtNanos, EnquireLink link) implements BindState {

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
                    Step.to(new Bound(timings, tries, boundAtNanos, tick.next()), Command.SEND_ENQUIRE_LINK);
                case DROP_CONNECTION -> Step.giveUp(this, Cause.PEER_SILENT);
            };
        }

        @Override
        public BindState onHeard(long nowNanos) {
            return new Bound(timings, tries, boundAtNanos, link.heardFromPeer(nowNanos));
        }

        @Override
        public Step onLost(long nowNanos, boolean fatal, double lot) {
            boolean lasted =
                    nowNanos - boundAtNanos >= timings.backoff().stable().toNanos();
            return retryLater(timings, lasted ? Tries.NONE : tries, nowNanos, fatal, lot);
        }

        @Override
        public Step onFatalStatus(long nowNanos) {
            return drain(nowNanos, new Suspended(timings));
        }

        @Override
        public Step onStop(long nowNanos) {
            return drain(nowNanos, new Leaving.Stopped());
        }

        private Step drain(long nowNanos, BindState after) {
            long deadlineNanos = nowNanos + timings.deadlines().stop().toNanos();
            return Step.stay(new Leaving.Draining(timings, deadlineNanos, after));
        }
    }

    /** Nothing is tried before an operator wants it. */
    record Suspended(BindTimings timings) implements BindState {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.SUSPENDED;
        }

        @Override
        public Step onTick(long nowNanos) {
            return Step.stay(this);
        }

        @Override
        public Step onRetryNow(long nowNanos) {
            // One attempt: refused once more, it waits again.
            return Step.stay(new Waiting(timings, new Tries(0, timings.backoff().refusals() - 1), nowNanos));
        }

        @Override
        public Step onLost(long nowNanos, boolean fatal, double lot) {
            return Step.stay(this);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(new Leaving.Stopped());
        }
    }
}
