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
import trunkline.smpp.bind.BindState.Waiting;
import trunkline.smpp.bind.BindTimings.Backoff;
import trunkline.smpp.bind.BindTimings.Deadlines;
import trunkline.smpp.bind.BindTimings.KeepAlive;
import trunkline.smpp.bind.Stopping.Draining;
import trunkline.smpp.bind.Stopping.Stopped;
import trunkline.smpp.bind.Stopping.Unbinding;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.LinkLoss.Cause;

/** Times are bare numbers of nanoseconds: the state machine only compares and adds them. */
class BindStateTest {

    private static final BindTimings TIMINGS = new BindTimings(
            new Deadlines(nanos(10), nanos(20), nanos(1), nanos(1), nanos(5)),
            new KeepAlive(nanos(30), nanos(10)),
            new Backoff(nanos(2), nanos(60), nanos(50)));
    private static final LinkLoss LOSS = new LinkLoss(Cause.PEER_CLOSED, "");
    private static final Waiting FRESH = new Waiting(TIMINGS, 0, 0);
    private static final Bound BOUND = new Bound(TIMINGS, 3, 100, EnquireLink.boundAt(100, TIMINGS.keepAlive()));

    @Test
    void connectsThenBindsThenIsBound() {
        assertThat(FRESH.onTick(0)).isEqualTo(Step.to(new Connecting(TIMINGS, 0, 10), CONNECT));
        assertThat(new Connecting(TIMINGS, 0, 10).onConnected(4))
                .isEqualTo(Step.to(new Binding(TIMINGS, 0, 24), SEND_BIND));
        assertThat(new Binding(TIMINGS, 3, 24).onBindAccepted(100)).isEqualTo(Step.stay(BOUND));
    }

    @Test
    void waitsUntilTheRetryIsDue() {
        assertThat(new Waiting(TIMINGS, 1, 50).onTick(49)).isEqualTo(Step.stay(new Waiting(TIMINGS, 1, 50)));
        assertThat(new Waiting(TIMINGS, 1, 50).onTick(50).command()).isEqualTo(CONNECT);
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToTheLimit() {
        assertThat(new Binding(TIMINGS, 2, 100).onLost(90, LOSS, 0).next()).isEqualTo(new Waiting(TIMINGS, 3, 90 + 4));
        assertThat(new Connecting(TIMINGS, 3, 100).onLost(90, LOSS, 0).next())
                .isEqualTo(new Waiting(TIMINGS, 4, 90 + 8));
        assertThat(new Binding(TIMINGS, 40, 100).onLost(90, LOSS, 0).next())
                .isEqualTo(new Waiting(TIMINGS, 41, 90 + 30));
    }

    @Test
    void drawsTheUpperHalfOfThePauseByLot() {
        assertThat(new Binding(TIMINGS, 3, 100).onLost(0, LOSS, 0.5).next()).isEqualTo(new Waiting(TIMINGS, 4, 8 + 4));
        assertThat(new Binding(TIMINGS, 40, 100).onLost(0, LOSS, 0.999).next()).isEqualTo(new Waiting(TIMINGS, 41, 59));
    }

    @Test
    void waitsTheLongestAtOnceAfterAWrongPassword() {
        LinkLoss wrong = LinkLoss.bindRefused(CommandStatus.ESME_RINVPASWD);
        assertThat(new Binding(TIMINGS, 0, 100).onLost(90, wrong, 0).next())
                .isEqualTo(new Waiting(TIMINGS, Backoff.MOST_FAILURES, 90 + 30));
    }

    @Test
    void forgetsOldFailuresOnlyOnceTheBindHasLasted() {
        assertThat(BOUND.onLost(149, LOSS, 0).next()).isEqualTo(new Waiting(TIMINGS, 4, 149 + 8));
        assertThat(BOUND.onLost(150, LOSS, 0).next()).isEqualTo(new Waiting(TIMINGS, 1, 150 + 1));
    }

    @Test
    void givesUpOnASilentSmscAtTheDeadlineAndSaysWhy() {
        assertThat(new Connecting(TIMINGS, 0, 10).onTick(9).command()).isEqualTo(NONE);
        assertThat(new Connecting(TIMINGS, 0, 10).onTick(10).cause()).isEqualTo(Cause.CONNECT_TIMEOUT);
        assertThat(new Binding(TIMINGS, 0, 10).onTick(10))
                .isEqualTo(new Step(new Binding(TIMINGS, 0, 10), CLOSE, Cause.BIND_TIMEOUT));
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
        var binding = new Binding(TIMINGS, 0, 20);
        assertThat(binding.onHeard(19)).isEqualTo(binding);
        assertThat(binding.onHeard(19).onTick(20).cause()).isEqualTo(Cause.BIND_TIMEOUT);
    }

    @Test
    void drainsThenUnbindsThenStops() {
        assertThat(BOUND.onStop(200)).isEqualTo(Step.stay(new Draining(TIMINGS, 205)));
        assertThat(new Draining(TIMINGS, 205).onIdle(202)).isEqualTo(Step.to(new Unbinding(207), SEND_UNBIND));
        assertThat(new Unbinding(207).onUnbound()).isEqualTo(new Step(new Unbinding(207), CLOSE, Cause.STOPPED));
        assertThat(new Unbinding(207).onLost(207, LOSS, 0).next()).isEqualTo(new Stopped());
    }

    @Test
    void doesNotWaitForEverToStop() {
        assertThat(new Draining(TIMINGS, 205).onTick(204).command()).isEqualTo(NONE);
        assertThat(new Draining(TIMINGS, 205).onTick(205)).isEqualTo(Step.to(new Unbinding(210), SEND_UNBIND));
        assertThat(new Unbinding(210).onTick(210).command()).isEqualTo(CLOSE);
    }

    @Test
    void stopsAtOnceWhereThereIsNoBind() {
        assertThat(FRESH.onStop(0)).isEqualTo(Step.stay(new Stopped()));
        assertThat(new Connecting(TIMINGS, 0, 10).onStop(0)).isEqualTo(Step.to(new Stopped(), CLOSE));
        assertThat(new Binding(TIMINGS, 0, 10).onStop(0)).isEqualTo(Step.to(new Stopped(), CLOSE));
        assertThat(new Stopped().onTick(0)).isEqualTo(Step.stay(new Stopped()));
    }

    @Test
    void closesWhenTheSmscIsOutOfStep() {
        for (BindState state : List.of(FRESH, new Connecting(TIMINGS, 0, 1), BOUND, new Unbinding(1))) {
            assertThat(state.onBindAccepted(0)).isEqualTo(new Step(state, CLOSE, Cause.OUT_OF_STEP));
        }
        assertThat(BOUND.onUnbound().cause()).isEqualTo(Cause.OUT_OF_STEP);
        assertThat(BOUND.onConnected(0).cause()).isEqualTo(Cause.OUT_OF_STEP);
    }

    @Test
    void comparesReadingsOfAClockThatWraps() {
        var waiting = new Waiting(TIMINGS, 0, Long.MIN_VALUE + 5);
        assertThat(waiting.onTick(Long.MAX_VALUE).command()).isEqualTo(NONE);
        assertThat(waiting.onTick(Long.MIN_VALUE + 5).command()).isEqualTo(CONNECT);
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }
}
