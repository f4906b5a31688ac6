package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.smpp.bind.BindState.Command.CLOSE;
import static trunkline.smpp.bind.BindState.Command.CONNECT;
import static trunkline.smpp.bind.BindState.Command.NONE;
import static trunkline.smpp.bind.BindState.Command.SEND_BIND;
import static trunkline.smpp.bind.BindState.Command.SEND_ENQUIRE_LINK;
import static trunkline.smpp.bind.BindState.Command.SEND_UNBIND;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.smpp.bind.BindState.Binding;
import trunkline.smpp.bind.BindState.Bound;
import trunkline.smpp.bind.BindState.Connecting;
import trunkline.smpp.bind.BindState.Step;
import trunkline.smpp.bind.BindState.Suspended;
import trunkline.smpp.bind.BindState.Waiting;
import trunkline.smpp.bind.BindTimings.Backoff;
import trunkline.smpp.bind.BindTimings.Deadlines;
import trunkline.smpp.bind.BindTimings.KeepAlive;
import trunkline.smpp.bind.Leaving.Draining;
import trunkline.smpp.bind.Leaving.Stopped;
import trunkline.smpp.bind.Leaving.Unbinding;
import trunkline.smpp.session.LinkLoss.Cause;

/** Times are bare numbers of nanoseconds: the state machine only compares and adds them. */
class BindStateTest {

    private static final BindTimings TIMINGS = new BindTimings(
            new Deadlines(nanos(10), nanos(20), nanos(1), nanos(1), nanos(5)),
            new KeepAlive(nanos(30), nanos(10)),
            new Backoff(nanos(2), nanos(60), nanos(50), 3));
    private static final Waiting FRESH = new Waiting(TIMINGS, Tries.NONE, 0);
    private static final Bound BOUND =
            new Bound(TIMINGS, failed(3), 100, EnquireLink.boundAt(100, TIMINGS.keepAlive()));

    @Test
    void connectsThenBindsThenIsBound() {
        assertThat(FRESH.onTick(0)).isEqualTo(Step.to(new Connecting(TIMINGS, Tries.NONE, 10), CONNECT));
        assertThat(new Connecting(TIMINGS, Tries.NONE, 10).onConnected(4))
                .isEqualTo(Step.to(new Binding(TIMINGS, Tries.NONE, 24), SEND_BIND));
        assertThat(new Binding(TIMINGS, failed(3), 24).onBindAccepted(100)).isEqualTo(Step.stay(BOUND));
    }

    @Test
    void waitsUntilTheRetryIsDue() {
        assertThat(new Waiting(TIMINGS, failed(1), 50).onTick(49))
                .isEqualTo(Step.stay(new Waiting(TIMINGS, failed(1), 50)));
        assertThat(new Waiting(TIMINGS, failed(1), 50).onTick(50).command()).isEqualTo(CONNECT);
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToTheLimit() {
        assertThat(new Binding(TIMINGS, failed(2), 100).onLost(90, false, 0).next())
                .isEqualTo(new Waiting(TIMINGS, failed(3), 90 + 4));
        assertThat(new Connecting(TIMINGS, failed(3), 100).onLost(90, false, 0).next())
                .isEqualTo(new Waiting(TIMINGS, failed(4), 90 + 8));
        assertThat(new Binding(TIMINGS, failed(40), 100).onLost(90, false, 0).next())
                .isEqualTo(new Waiting(TIMINGS, failed(41), 90 + 30));
    }

    @Test
    void drawsTheUpperHalfOfThePauseByLot() {
        assertThat(new Binding(TIMINGS, failed(3), 100).onLost(0, false, 0.5).next())
                .isEqualTo(new Waiting(TIMINGS, failed(4), 8 + 4));
        assertThat(new Binding(TIMINGS, failed(40), 100).onLost(0, false, 0.999).next())
                .isEqualTo(new Waiting(TIMINGS, failed(41), 59));
    }

    @Test
    void waitsTheLongestAtOnceAfterAWrongPasswordAndThenForAnOperator() {
        Step first = new Binding(TIMINGS, Tries.NONE, 100).onLost(90, true, 0);
        assertThat(first.next()).isEqualTo(new Waiting(TIMINGS, new Tries(Backoff.MOST_FAILURES, 1), 90 + 30));
        Step network = new Connecting(TIMINGS, new Tries(30, 1), 100).onLost(90, false, 0);
        assertThat(network.next()).isEqualTo(new Waiting(TIMINGS, new Tries(31, 1), 90 + 30));
        Step third = new Binding(TIMINGS, new Tries(32, 2), 100).onLost(90, true, 0);
        assertThat(third.next()).isEqualTo(new Suspended(TIMINGS));
        assertThat(third.next().onTick(Long.MAX_VALUE)).isEqualTo(Step.stay(new Suspended(TIMINGS)));
    }

    @Test
    void triesAtOnceWhenTheOperatorWantsIt() {
        assertThat(new Suspended(TIMINGS).onRetryNow(500).next()).isEqualTo(new Waiting(TIMINGS, new Tries(0, 2), 500));
        assertThat(new Waiting(TIMINGS, new Tries(30, 2), 900).onRetryNow(500).next())
                .isEqualTo(new Waiting(TIMINGS, new Tries(30, 2), 500));
        assertThat(BOUND.onRetryNow(500)).isEqualTo(Step.stay(BOUND));
    }

    @Test
    void forgetsRefusalsOnceItIsBound() {
        var bound = (Bound)
                new Binding(TIMINGS, new Tries(30, 2), 24).onBindAccepted(100).next();
        assertThat(bound.tries()).isEqualTo(failed(30));
    }

    @Test
    void leavesInGoodOrderAndWaitsForAnOperatorAfterAFatalStatus() {
        Step fatal = BOUND.onFatalStatus(200);
        assertThat(fatal).isEqualTo(Step.stay(new Draining(TIMINGS, 205, new Suspended(TIMINGS))));
        Step idle = fatal.next().onIdle(202);
        assertThat(idle).isEqualTo(Step.to(new Unbinding(207, new Suspended(TIMINGS)), SEND_UNBIND));
        assertThat(idle.next().onLost(203, false, 0).next()).isEqualTo(new Suspended(TIMINGS));
        assertThat(fatal.next().onLost(203, false, 0).next()).isEqualTo(new Suspended(TIMINGS));
        assertThat(fatal.next().onStop(203).next()).isEqualTo(new Draining(TIMINGS, 205, new Stopped()));
        assertThat(idle.next().onStop(203).next()).isEqualTo(new Unbinding(207, new Stopped()));
        assertThat(new Suspended(TIMINGS).onStop(0).next()).isEqualTo(new Stopped());
    }

    @Test
    void forgetsOldFailuresOnlyOnceTheBindHasLasted() {
        assertThat(BOUND.onLost(149, false, 0).next()).isEqualTo(new Waiting(TIMINGS, failed(4), 149 + 8));
        assertThat(BOUND.onLost(150, false, 0).next()).isEqualTo(new Waiting(TIMINGS, failed(1), 150 + 1));
    }

    @Test
    void givesUpOnASilentSmscAtTheDeadlineAndSaysWhy() {
        assertThat(new Connecting(TIMINGS, Tries.NONE, 10).onTick(9).command()).isEqualTo(NONE);
        assertThat(new Connecting(TIMINGS, Tries.NONE, 10).onTick(10).cause()).isEqualTo(Cause.CONNECT_TIMEOUT);
        assertThat(new Binding(TIMINGS, Tries.NONE, 10).onTick(10))
                .isEqualTo(new Step(new Binding(TIMINGS, Tries.NONE, 10), CLOSE, Cause.BIND_TIMEOUT));
    }

    @Test
    void asksOnceAfterASilenceAndThenTakesTheLinkForDead() {
        Step asked = BOUND.onTick(130);
        assertThat(asked.command()).isEqualTo(SEND_ENQUIRE_LINK);
        assertThat(asked.next().onTick(139).command()).isEqualTo(NONE);
        assertThat(asked.next().onTick(140)).isEqualTo(new Step(asked.next(), CLOSE, Cause.PEER_SILENT));
        assertThat(asked.next().onHeard(139).onTick(140).command()).isEqualTo(NONE);
    }

    @Test
    void takesWhatAnUnboundPeerSaysForNoSignOfLife() {
        var binding = new Binding(TIMINGS, Tries.NONE, 20);
        assertThat(binding.onHeard(19)).isEqualTo(binding);
        assertThat(binding.onHeard(19).onTick(20).cause()).isEqualTo(Cause.BIND_TIMEOUT);
    }

    @Test
    void drainsThenUnbindsThenStops() {
        assertThat(BOUND.onStop(200)).isEqualTo(Step.stay(new Draining(TIMINGS, 205, new Stopped())));
        assertThat(new Draining(TIMINGS, 205, new Stopped()).onIdle(202))
                .isEqualTo(Step.to(new Unbinding(207, new Stopped()), SEND_UNBIND));
        assertThat(new Unbinding(207, new Stopped()).onUnbound())
                .isEqualTo(new Step(new Unbinding(207, new Stopped()), CLOSE, Cause.STOPPED));
        assertThat(new Unbinding(207, new Stopped()).onLost(207, false, 0).next())
                .isEqualTo(new Stopped());
    }

    @Test
    void doesNotWaitForEverToStop() {
        assertThat(new Draining(TIMINGS, 205, new Stopped()).onTick(204).command())
                .isEqualTo(NONE);
        assertThat(new Draining(TIMINGS, 205, new Stopped()).onTick(205))
                .isEqualTo(Step.to(new Unbinding(210, new Stopped()), SEND_UNBIND));
        assertThat(new Unbinding(210, new Stopped()).onTick(210).command()).isEqualTo(CLOSE);
    }

    @Test
    void stopsAtOnceWhereThereIsNoBind() {
        assertThat(FRESH.onStop(0)).isEqualTo(Step.stay(new Stopped()));
        assertThat(new Connecting(TIMINGS, Tries.NONE, 10).onStop(0)).isEqualTo(Step.to(new Stopped(), CLOSE));
        assertThat(new Binding(TIMINGS, Tries.NONE, 10).onStop(0)).isEqualTo(Step.to(new Stopped(), CLOSE));
        assertThat(new Stopped().onTick(0)).isEqualTo(Step.stay(new Stopped()));
    }

    @Test
    void closesWhenTheSmscIsOutOfStep() {
        for (BindState state :
                List.of(FRESH, new Connecting(TIMINGS, Tries.NONE, 1), BOUND, new Unbinding(1, new Stopped()))) {
            assertThat(state.onBindAccepted(0)).isEqualTo(new Step(state, CLOSE, Cause.OUT_OF_STEP));
        }
        assertThat(BOUND.onUnbound().cause()).isEqualTo(Cause.OUT_OF_STEP);
        assertThat(BOUND.onConnected(0).cause()).isEqualTo(Cause.OUT_OF_STEP);
    }

    @Test
    void comparesReadingsOfAClockThatWraps() {
        var waiting = new Waiting(TIMINGS, Tries.NONE, Long.MIN_VALUE + 5);
        assertThat(waiting.onTick(Long.MAX_VALUE).command()).isEqualTo(NONE);
        assertThat(waiting.onTick(Long.MIN_VALUE + 5).command()).isEqualTo(CONNECT);
    }

    private static Tries failed(int failures) {
        return new Tries(failures, 0);
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }
}
