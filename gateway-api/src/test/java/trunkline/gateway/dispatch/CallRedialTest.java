package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;

/** Messages that are called again, or not. */
class CallRedialTest extends OneTrunk {

    @Test
    void aBusyCalleeIsCalledAgainAsOftenAsTheRulesSay() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(1)));
        dispatcher.start();
        OutboundMessage message = accept();
        end(message, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        assertThat(state(message)).isEqualTo(VoiceState.SCHEDULED);
        link.calls.clear();
        later(59);
        assertThat(link.calls).isEmpty();

        later(2);
        assertThat(link.calls).containsOnlyKeys(message.key());
        assertThat(state(message)).isEqualTo(VoiceState.CALLING);
        end(message, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        assertThat(state(message)).isEqualTo(VoiceState.BUSY);
        link.calls.clear();
        later(1_000);
        assertThat(link.calls).isEmpty();
        assertThat(store.find(1, message.id()).join().orElseThrow().progress().attempts())
                .isEqualTo(2);
    }

    @Test
    void whoDeclinedIsNotCalledAgain() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(5)));
        dispatcher.start();
        OutboundMessage message = accept();
        end(message, VoiceState.DECLINED, CallEnd.Hope.NONE, Duration.ZERO);

        assertThat(state(message)).isEqualTo(VoiceState.DECLINED);
    }

    @Test
    void aMessageIsNotCalledAgainAfterItsValidity() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(5)));
        dispatcher.start();
        OutboundMessage message = accept();
        nowMicros = message.expiresAtMicros() - 30_000_000;
        end(message, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);

        assertThat(state(message)).isEqualTo(VoiceState.BUSY);
    }

    @Test
    void aMessageThatWaitsToBeCalledAgainCanBeTakenBack() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(5)));
        dispatcher.start();
        OutboundMessage message = accept();
        end(message, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        store.cancel(1, message.id()).join();
        link.calls.clear();
        later(61);
        later(61);

        assertThat(state(message)).isEqualTo(VoiceState.CANCELLED);
        assertThat(link.calls).isEmpty();
    }

    @Test
    void aTrunkThatAsksForARestGetsNoCallsUntilItIsOver() {
        dispatcher = newDispatcher(new CallLimits(2, 1_000, rules(0)));
        dispatcher.start();
        OutboundMessage refused = accept();
        end(refused, VoiceState.UNREACHABLE, CallEnd.Hope.TROUBLE, Duration.ofSeconds(20));
        OutboundMessage other = accept();
        later(19);
        assertThat(link.calls).doesNotContainKey(other.key());

        later(2);
        later(1);
        assertThat(link.calls).containsKey(other.key());
        assertThat(state(refused)).as("after the rest, not the interval").isEqualTo(VoiceState.CALLING);
    }
}
