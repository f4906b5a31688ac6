package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.StateChange;

/** Claims before calls, outcomes before channels: what a trunk does with its channels. */
class CallDispatcherTest extends OneTrunk {

    @Test
    void callsAsManyAtOnceAsThereAreChannels() {
        dispatcher.start();
        OutboundMessage first = accept();
        later(1);
        OutboundMessage second = accept();
        later(1);
        OutboundMessage third = accept();
        later(1);
        assertThat(link.calls).containsOnlyKeys(first.key(), second.key());

        end(first, VoiceState.BUSY);
        later(1);
        assertThat(link.calls).containsKey(third.key());
        assertThat(state(first)).isEqualTo(VoiceState.BUSY);
    }

    @Test
    void keepsItsPaceAndWakesUpForTheNextCall() {
        dispatcher = newDispatcher(new CallLimits(10, 5, RedialRules.NONE));
        dispatcher.start();
        OutboundMessage first = accept();
        OutboundMessage second = accept();
        assertThat(link.calls).containsOnlyKeys(first.key());

        nowMicros += 200_000;
        alarms.remove(0).run();
        assertThat(link.calls).containsOnlyKeys(first.key(), second.key());
    }

    @Test
    void messagesWaitWhileTheTrunkIsDown() {
        link.whyDown = "not registered";
        dispatcher.start();
        OutboundMessage message = accept();
        later(1);
        assertThat(link.calls).isEmpty();

        link.whyDown = null;
        later(1);
        assertThat(link.calls).containsOnlyKeys(message.key());
    }

    @Test
    void aCallIsHungUpOnRequestAndTheRequestHearsWhatItCameTo() {
        dispatcher.start();
        OutboundMessage message = accept();
        var ended = dispatcher.hangUp(message.key());
        assertThat(link.hungUp).containsExactly(message.key());
        assertThat(ended).isNotDone();

        end(message, VoiceState.CANCELLED);
        assertThat(ended).isCompletedWithValue(Optional.of(VoiceState.CANCELLED));
        assertThat(dispatcher.hangUp(message.key())).isCompletedWithValue(Optional.empty());
        assertThat(dispatcher.calls().join()).isEmpty();
    }

    @Test
    void aCallThatIsHungUpWhileItIsClaimedIsNeverDialled() {
        dispatcher.start();
        store.hold();
        OutboundMessage message = accept();
        var ended = dispatcher.hangUp(message.key());
        store.release();

        assertThat(link.calls).isEmpty();
        assertThat(ended).isCompletedWithValue(Optional.of(VoiceState.CANCELLED));
        assertThat(state(message)).isEqualTo(VoiceState.CANCELLED);
    }

    @Test
    void liveCallsAreListed() {
        dispatcher.start();
        OutboundMessage message = accept();
        events(message)
                .onProgress(VoiceState.RINGING, new CallReport("pbx", "1@gw", null, CallReport.Times.NONE, null, ""));

        assertThat(dispatcher.calls().join()).singleElement().satisfies(call -> {
            assertThat(call.message()).isEqualTo(message);
            assertThat(call.state()).isEqualTo(VoiceState.RINGING);
        });
    }

    @Test
    void aCallThatWasUpWhenTheProcessEndedIsInterruptedNotDialledAgain() {
        OutboundMessage up = accept();
        store.claimCalls("pbx", new CallClaims(List.of(up.key()), List.of(), up.key()))
                .join();

        dispatcher.start();

        assertThat(link.calls).isEmpty();
        assertThat(state(up)).isEqualTo(VoiceState.INTERRUPTED);
        assertThat(log.changes())
                .extracting(StateChange::state)
                .containsExactly(VoiceState.CALLING, VoiceState.INTERRUPTED);
    }

    @Test
    void callsForWhatAnEarlierProcessAccepted() {
        OutboundMessage waiting = accept();
        dispatcher.start();

        assertThat(link.calls).containsOnlyKeys(waiting.key());
    }

    @Test
    void anOutcomeThatCannotBeKeptHoldsItsChannelUntilItIs() {
        dispatcher = newDispatcher(new CallLimits(1, 1_000, RedialRules.NONE));
        dispatcher.start();
        OutboundMessage first = accept();
        OutboundMessage second = accept();
        store.fail(true);
        end(first, VoiceState.PLAYED);
        later(1);
        assertThat(link.calls).doesNotContainKey(second.key());

        store.fail(false);
        later(1);
        assertThat(state(first)).isEqualTo(VoiceState.PLAYED);
        later(1);
        assertThat(link.calls).containsKey(second.key());
    }

    @Test
    void aClaimThatCannotBeKeptIsMadeAgain() {
        dispatcher.start();
        store.fail(true);
        OutboundMessage message = accept();
        assertThat(link.calls).isEmpty();

        store.fail(false);
        later(1);
        assertThat(link.calls).containsOnlyKeys(message.key());
    }

    @Test
    void anExpiredMessageIsNotDialled() {
        OutboundMessage message = accept();
        nowMicros += TimeUnit.HOURS.toMicros(1);
        dispatcher.start();

        assertThat(link.calls).isEmpty();
        assertThat(state(message)).isEqualTo(VoiceState.EXPIRED);
    }
}
