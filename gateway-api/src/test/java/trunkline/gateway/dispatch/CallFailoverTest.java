package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.StateChange;

/** Messages that leave a trunk for another one. */
class CallFailoverTest extends OneTrunk {

    private final FakeVoiceLink otherLink = new FakeVoiceLink("backup");
    private final Elsewhere elsewhere = new Elsewhere();

    @Test
    void aTrunkThatIsDownGivesWhatWaitsToTheNextAtOnceAndEachMessageIsCalledOnce() {
        startBoth(new CallLimits(1, 1_000, rules(1)), FailoverCause.DOWN);
        OutboundMessage up = accept();
        OutboundMessage redialled = accept();
        later(1);
        end(up, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        OutboundMessage untried = accept();
        link.whyDown = "not registered";
        end(redialled, VoiceState.PLAYED);
        later(60);
        assertThat(otherLink.calls).as("it may be up again in a moment").isEmpty();

        elsewhere.whyDown = "not registered";
        later(1);
        Objects.requireNonNull(elsewhere.other).tick();
        later(1);
        elsewhere.other.tick();
        assertThat(otherLink.calls).containsOnlyKeys(up.key(), untried.key());
        assertThat(report(untried).message().way()).isEqualTo("backup");
        link.calls.clear();
        link.whyDown = null;
        elsewhere.whyDown = null;
        later(1);
        later(1);
        assertThat(link.calls).isEmpty();
        assertThat(dispatcher.figures().moved()).isEqualTo(2);
    }

    @Test
    void aMessageThatAnOldPageStillHoldsIsNotCalledByTheTrunkThatGaveItAway() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, RedialRules.NONE));
        OutboundMessage message = accept();
        Move move = new Move(message.key(), "backup", 0, "why");
        store.claimCalls("pbx", new CallClaims(List.of(), List.of(), List.of(move), 0))
                .join();

        assertThat(store.claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))
                        .join())
                .containsExactly(message.key());
        assertThat(store.claimCalls("backup", new CallClaims(List.of(message.key()), List.of(), 0))
                        .join())
                .isEmpty();
    }

    @Test
    void aMessageStaysWhereTheMoveCannotBeKept() {
        startBoth(new CallLimits(1, 1_000, RedialRules.NONE), FailoverCause.DOWN);
        link.whyDown = "down";
        OutboundMessage message = accept();
        elsewhere.whyDown = "down";
        store.fail(true);
        later(1);
        assertThat(otherLink.calls).isEmpty();

        link.whyDown = null;
        elsewhere.whyDown = null;
        store.fail(false);
        later(1);
        assertThat(link.calls).containsOnlyKeys(message.key());
    }

    @Test
    void aCallThatTheTrunkCannotPlaceGoesToTheNextAtOnce() {
        startBoth(new CallLimits(2, 1_000, rules(1)), FailoverCause.TEMPORARY);
        OutboundMessage message = accept();
        end(message, VoiceState.UNREACHABLE, CallEnd.Hope.TROUBLE, Duration.ofSeconds(20));

        assertThat(otherLink.calls).containsOnlyKeys(message.key());
        assertThat(state(message)).isEqualTo(VoiceState.CALLING);
        assertThat(report(message).progress().attempts()).isEqualTo(2);
        assertThat(elsewhere.tries).containsExactly(1);
        assertThat(store.timeline(1, message.id()).join().orElseThrow().steps())
                .extracting(step -> step.step().detail())
                .containsExactly("given to backup by pbx, since it is in trouble");
        assertThat(log.changes())
                .extracting(StateChange::state)
                .containsExactly(VoiceState.CALLING, VoiceState.SCHEDULED, VoiceState.CALLING);
    }

    @Test
    void aCallThatTheTrunkRefusesGoesToTheNextWhereItsRouteSaysSo() {
        startBoth(new CallLimits(2, 1_000, RedialRules.NONE), FailoverCause.REFUSED);
        OutboundMessage refused = accept();
        OutboundMessage trouble = accept();
        later(1);
        end(refused, VoiceState.FAILED, CallEnd.Hope.REFUSED, Duration.ZERO);
        end(trouble, VoiceState.UNREACHABLE, CallEnd.Hope.TROUBLE, Duration.ZERO);

        assertThat(otherLink.calls).containsOnlyKeys(refused.key());
        assertThat(state(trouble)).isEqualTo(VoiceState.UNREACHABLE);
    }

    @Test
    void whatRangOrIsHungUpNeverGoesToAnotherTrunk() {
        startBoth(new CallLimits(2, 1_000, RedialRules.NONE), FailoverCause.TEMPORARY);
        OutboundMessage rang = accept();
        OutboundMessage hungUp = accept();
        later(1);
        CallReport report = new CallReport(
                "pbx", "1@gw", null, CallReport.Times.NONE.invited(1).ringing(2), null, "");
        events(rang)
                .onEnded(new CallEnd(VoiceState.UNREACHABLE, null, report, null, CallEnd.Hope.TROUBLE, Duration.ZERO));
        var asked = dispatcher.hangUp(hungUp.key());
        end(hungUp, VoiceState.UNREACHABLE, CallEnd.Hope.TROUBLE, Duration.ZERO);

        assertThat(otherLink.calls).isEmpty();
        assertThat(state(rang)).isEqualTo(VoiceState.UNREACHABLE);
        assertThat(asked).isCompletedWithValue(Optional.of(VoiceState.UNREACHABLE));
    }

    private void startBoth(CallLimits limits, FailoverCause cause) {
        elsewhere.causes.add(cause);
        CallDispatcher other = newDispatcher(otherLink, new CallLimits(10, 1_000, RedialRules.NONE), elsewhere);
        elsewhere.other = other;
        other.start();
        dispatcher = newDispatcher(link, limits, elsewhere);
        dispatcher.start();
    }

    /** Knows {@code backup} for what leaves {@code pbx}, once the account's name is known. */
    private static final class Elsewhere implements Failover {
        private final Set<FailoverCause> causes = new HashSet<>();
        private final List<Integer> tries = new ArrayList<>();
        private @Nullable String whyDown;
        private @Nullable CallDispatcher other;

        @Override
        public @Nullable String whyDown(String way) {
            return way.equals("pbx") ? whyDown : null;
        }

        @Override
        public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tried) {
            tries.add(tried);
            return causes.contains(cause) && from.equals("pbx") ? "backup" : null;
        }

        @Override
        public CompletableFuture<Optional<String>> find(
                OutboundMessage message, String from, FailoverCause cause, int tried) {
            return CompletableFuture.completedFuture(Optional.ofNullable(detour(message, from, cause, tried)));
        }

        @Override
        public void moved(Set<String> ways) {
            assertThat(ways).containsExactly("backup");
            Objects.requireNonNull(other, "a dispatcher").lookForMoved();
        }
    }
}
