package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;

/** Calls that are made at a time, beside those that are made at once. */
class CallSchedulesTest extends OneTrunk {

    @Test
    void aScheduledMessageIsCalledAtItsTimeOnceAndNotBefore() {
        store.setClock(() -> nowMicros);
        dispatcher.start();
        OutboundMessage message = schedule(Duration.ofMinutes(5));
        later(299);
        assertThat(link.calls).isEmpty();

        later(1);
        assertThat(link.calls).containsOnlyKeys(message.key());
        end(message, VoiceState.BUSY);
        link.calls.clear();
        later(600);
        assertThat(link.calls).isEmpty();
        assertThat(state(message)).isEqualTo(VoiceState.BUSY);
    }

    @Test
    void schedulesThatAreDueTogetherAreCalledAsChannelsBecomeFree() {
        store.setClock(() -> nowMicros);
        dispatcher.start();
        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < 350; i++) {
            messages.add(schedule(Duration.ofMinutes(5)));
        }
        later(300);
        for (OutboundMessage message : messages) {
            assertThat(link.calls).containsKey(message.key());
            end(message, VoiceState.PLAYED);
            nowMicros += 10_000;
            List<Runnable> now = List.copyOf(alarms);
            alarms.clear();
            now.forEach(Runnable::run);
        }
        assertThat(link.calls).hasSize(350);
        assertThat(messages).allSatisfy(message -> assertThat(state(message)).isEqualTo(VoiceState.PLAYED));
    }

    @Test
    void aScheduleWhoseValidityHasEndedIsNotCalled() {
        store.setClock(() -> nowMicros);
        OutboundMessage message = schedule(Duration.ofMinutes(5));
        nowMicros += TimeUnit.MINUTES.toMicros(65);
        dispatcher.start();
        later(1);

        assertThat(link.calls).isEmpty();
        assertThat(state(message)).isEqualTo(VoiceState.EXPIRED);
    }

    @Test
    void whatIsDueAndWhatComesInMeanwhileTakeTurns() {
        store.setClock(() -> nowMicros);
        dispatcher = newDispatcher(new CallLimits(1, 1_000, RedialRules.NONE));
        dispatcher.start();
        List<OutboundMessage> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(schedule(Duration.ofMinutes(5)));
        }
        later(301);
        for (int i = 0; i < 2; i++) {
            all.add(accept());
        }
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            OutboundMessage up = all.stream()
                    .filter(message -> state(message) == VoiceState.CALLING)
                    .findFirst()
                    .orElseThrow();
            order.append(up.request().isScheduled() ? 'd' : 'f');
            end(up, VoiceState.PLAYED);
            later(1);
        }

        assertThat(order).hasToString("dfdfdddd");
    }
}
