package trunkline.smpp.bind;

import trunkline.smpp.session.LinkLoss.Cause;

/** The way out of a bind (see {@link BindState}): to its end, or to where an operator has to help. */
sealed interface Leaving extends BindState {

    /**
     * Nothing is submitted any more; responses still due are waited for until {@code deadlineNanos}.
     *
     * @param after where it goes when the link is gone
     */
    record Draining(BindTimings timings, long deadlineNanos, BindState after) implements Leaving {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.DRAINING;
        }

        @Override
        public Step onTick(long nowNanos) {
            return BindState.isOver(deadlineNanos, nowNanos) ? onIdle(nowNanos) : Step.stay(this);
        }

        @Override
        public Step onIdle(long nowNanos) {
            long responseDueNanos = nowNanos + timings.deadlines().stop().toNanos();
            return Step.to(new Unbinding(responseDueNanos, after), Command.SEND_UNBIND);
        }

        @Override
        public Step onLost(long nowNanos, boolean fatal, double lot) {
            return Step.stay(after);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(new Draining(timings, deadlineNanos, new Stopped()));
        }
    }

    /**
     * Unbind sent; the connection is closed at {@code deadlineNanos} even without an answer.
     *
     * @param after where it goes when the link is gone
     */
    record Unbinding(long deadlineNanos, BindState after) implements Leaving {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.UNBINDING;
        }

        @Override
        public Step onTick(long nowNanos) {
            return BindState.isOver(deadlineNanos, nowNanos) ? Step.giveUp(this, Cause.STOPPED) : Step.stay(this);
        }

        @Override
        public Step onUnbound() {
            return Step.giveUp(this, Cause.STOPPED);
        }

        @Override
        public Step onLost(long nowNanos, boolean fatal, double lot) {
            return Step.stay(after);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(new Unbinding(deadlineNanos, new Stopped()));
        }
    }

    /** The end. */
    record Stopped() implements Leaving {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.STOPPED;
        }

        @Override
        public Step onTick(long nowNanos) {
            return Step.stay(this);
        }

        @Override
        public Step onLost(long nowNanos, boolean fatal, double lot) {
            return Step.stay(this);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(this);
        }
    }
}
