package trunkline.smpp.bind;

import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.LinkLoss.Cause;

/** The end of a bind's life (see {@link BindState}): from here it does not come back. */
sealed interface Stopping extends BindState {

    /** Nothing is submitted any more; responses still due are waited for until {@code deadlineNanos}. */
    record Draining(BindTimings timings, long deadlineNanos) implements Stopping {

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
            return Step.to(new Unbinding(responseDueNanos), Command.SEND_UNBIND);
        }

        @Override
        public Step onLost(long nowNanos, LinkLoss loss, double lot) {
            return Step.stay(new Stopped());
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(this);
        }
    }

    /** Unbind sent; the connection is closed at {@code deadlineNanos} even without an answer. */
    record Unbinding(long deadlineNanos) implements Stopping {

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
        public Step onLost(long nowNanos, LinkLoss loss, double lot) {
            return Step.stay(new Stopped());
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(this);
        }
    }

    /** The end. */
    record Stopped() implements Stopping {

        @Override
        public BindStatus.State name() {
            return BindStatus.State.STOPPED;
        }

        @Override
        public Step onTick(long nowNanos) {
            return Step.stay(this);
        }

        @Override
        public Step onLost(long nowNanos, LinkLoss loss, double lot) {
            return Step.stay(this);
        }

        @Override
        public Step onStop(long nowNanos) {
            return Step.stay(this);
        }
    }
}
