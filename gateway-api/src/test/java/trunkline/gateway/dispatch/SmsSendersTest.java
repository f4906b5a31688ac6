package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.route.FailoverCause;

/** A way with several senders: each message waits for its own. */
class SmsSendersTest extends OneWay {

    private static final int WINDOW = 10;

    private final FirstWord senders = new FirstWord();

    SmsSendersTest() {
        super(new FakeSmsLink(WINDOW));
        restart(new FakeSmsLink(WINDOW, senders));
    }

    @Test
    void aMessageThatWaitsForItsSenderLetsOthersPassAndLeavesOnceInItsTurn() {
        senders.later("a", 10, null);
        OutboundMessage waits = accept("a");
        OutboundMessage passes = accept("b");
        assertThat(sent()).containsExactly(passes.key());

        later(9);
        assertThat(sent()).isEmpty();
        senders.now("a");
        later(1);
        assertThat(sent()).containsExactly(waits.key());
        later(60);
        assertThat(sent()).isEmpty();
        assertThat(report(waits).progress().attempts()).isEqualTo(1);
        assertThat(report(waits).progress().possibleDuplicate()).isFalse();
        assertThat(steps(waits)).isEmpty();
    }

    @Test
    void aTurnIsNotMissedBetweenTheLooksOfEachSecond() {
        senders.later("a", 10, null);
        OutboundMessage waits = accept("a");
        senders.now("a");
        nowMicros += TimeUnit.SECONDS.toMicros(10);
        assertThat(sent()).isEmpty();

        dispatcher.onTurn();

        assertThat(sent()).containsExactly(waits.key());
    }

    @Test
    void whereASenderIsFreeSoonAllWaitInTheirOrder() {
        senders.soon("a");
        OutboundMessage first = accept("a");
        OutboundMessage second = accept("b");
        assertThat(sent()).isEmpty();

        senders.now("a");
        dispatcher.onUp();
        assertThat(sent()).containsExactly(first.key(), second.key());
    }

    @Test
    void aMessageThatNoSenderCanTakeGoesAnotherWayIfItsRouteHasOne() {
        failover.causes.add(FailoverCause.TEMPORARY);
        senders.later("a", 10, "a rests");
        OutboundMessage message = accept("a");

        assertThat(report(message).message().way()).isEqualTo("carrier-b");
        assertThat(failover.told).containsExactly("carrier-b");
        assertThat(steps(message)).containsExactly("moved given to carrier-b by carrier-a, since a rests");
        later(60);
        assertThat(sent()).isEmpty();
    }

    @Test
    void elseItWaitsAndSaysWhyUntilItIsSent() {
        senders.later("a", 10, "a rests");
        OutboundMessage message = accept("a");
        failover.causes.add(FailoverCause.TEMPORARY); // it was asked already, and would go back and forth

        assertThat(report(message).progress().reason()).isEqualTo("not sent before 1970-01-01T00:00:11Z: a rests");
        assertThat(steps(message)).containsExactly("waits not sent before 1970-01-01T00:00:11Z: a rests");
        senders.later("a", 30, "a still rests");
        later(10);
        assertThat(report(message).progress().reason())
                .isEqualTo("not sent before 1970-01-01T00:00:31Z: a still rests");
        assertThat(report(message).message().way()).isEqualTo("carrier-a");
        senders.now("a");
        later(20);
        assertThat(sent()).containsExactly(message.key());
        assertThat(report(message).progress().reason()).isNull();
    }

    @Test
    void aMessageThatWaitsToTheEndOfItsValidityExpiresThen() {
        senders.later("a", Long.MAX_VALUE / 2_000_000, "a is quarantined");
        OutboundMessage message = accept("a");
        assertThat(report(message).progress().reason()).isEqualTo("not sent as long as it is so: a is quarantined");

        later(TimeUnit.DAYS.toSeconds(3) - 1);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.ACCEPTED);
        later(1);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.EXPIRED);
        assertThat(sent()).isEmpty();
    }

    @Test
    void theRestOfAMessageWaitsForItsSenderAndNothingIsSentTwice() {
        link.takePermits(WINDOW - 1);
        OutboundMessage message = accept("a and more");
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
        senders.later("a", 10, null);
        dispatcher.onResult(new SegmentKey(message.key(), 1), new SmsResult.Submitted("1", "1", EXCHANGE));
        dispatcher.onBatchEnd();
        assertThat(link.takeSubmitted()).isEmpty();
        link.returnPermits(WINDOW - 1);

        senders.now("a");
        later(10);
        assertThat(link.takeSubmitted())
                .containsExactly(new SegmentKey(message.key(), 2), new SegmentKey(message.key(), 3));
        assertThat(senders.wasWhole.get(0)).isTrue();
        assertThat(senders.wasWhole.subList(1, senders.wasWhole.size())).containsOnly(false);
    }

    @Test
    void nothingIsLostWhereTheStoreDoesNotTakeIt() {
        senders.later("a", 10, "a rests");
        store.fail(true);
        OutboundMessage waits = accept("a");
        OutboundMessage passes = accept("b");
        store.fail(false);
        later(1);

        assertThat(sent()).containsExactly(passes.key());
        assertThat(report(waits).progress().reason()).contains("a rests");
        assertThat(senders.claimed)
                .as("what was claimed and not sent is given back")
                .isEqualTo(1);
        senders.now("a");
        later(10);
        assertThat(sent()).containsExactly(waits.key());
    }

    @Test
    void manyThatWaitHoldNobodyUp() {
        senders.soon("a");
        List<OutboundMessage> waiting = new ArrayList<>();
        for (int i = 0; i < 3_500; i++) {
            waiting.add(accept("a"));
        }
        OutboundMessage passes = accept("b");
        assertThat(sent()).isEmpty();
        senders.later("a", 100, "a rests");
        dispatcher.onUp();

        assertThat(sent()).containsExactly(passes.key());
        assertThat(waiting)
                .allSatisfy(message ->
                        assertThat(report(message).progress().reason()).contains("a rests"));
    }

    private List<Long> sent() {
        return link.takeSubmitted().stream().map(SegmentKey::message).toList();
    }

    /** The first word of a text is the sender that it must go by. */
    private final class FirstWord implements Senders {

        private final Map<String, Admission> admissions = new HashMap<>();
        private final List<Boolean> wasWhole = new ArrayList<>();
        private int claimed;

        void later(String sender, long seconds, @Nullable String why) {
            admissions.put(sender, new Admission.Later(nowMicros + TimeUnit.SECONDS.toMicros(seconds), why));
        }

        void soon(String sender) {
            admissions.put(sender, Admission.SOON);
        }

        void now(String sender) {
            admissions.remove(sender);
        }

        @Override
        public Admission admit(OutboundMessage message, SmsLink.Encoded sms, Need need) {
            wasWhole.add(need.whole());
            String sender = ((Content.Text) message.request().content()).text().split(" ", -1)[0];
            return admissions.getOrDefault(sender, Admission.NOW);
        }

        @Override
        public void claimed(OutboundMessage message, SmsLink.Encoded sms, int segments) {
            claimed += segments;
        }

        @Override
        public void unclaimed(SmsLink.Encoded sms, int segments) {
            claimed -= segments;
        }
    }
}
