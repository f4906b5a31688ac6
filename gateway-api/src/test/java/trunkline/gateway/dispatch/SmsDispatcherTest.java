package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.PlainReceipt;

/** Claims before submits, results before permits: what a way does with its window. */
class SmsDispatcherTest extends OneWay {

    private static final int WINDOW = 4;

    SmsDispatcherTest() {
        super(new FakeSmsLink(WINDOW));
    }

    @Test
    void sendsNothingBeforeItsClaimIsKept() {
        store.hold();
        OutboundMessage message = accept("hello");
        assertThat(link.takeSubmitted()).isEmpty();

        store.release();
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
    }

    @Test
    void givesThePermitBackOnlyOnceTheResultIsKept() {
        OutboundMessage message = accept("hello");
        assertThat(link.free()).isEqualTo(WINDOW - 1);

        store.hold();
        dispatcher.onResult(new SegmentKey(message.key(), 1), submitted("1"));
        dispatcher.onBatchEnd();
        assertThat(link.free()).isEqualTo(WINDOW - 1);

        store.release();
        assertThat(link.free()).isEqualTo(WINDOW);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
    }

    @Test
    void sendsInTheOrderOfKeepingAndWaitsForAFullWindow() {
        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < WINDOW + 2; i++) {
            messages.add(accept("hello"));
        }
        assertThat(link.takeSubmitted()).extracting(SegmentKey::message).isEqualTo(keys(messages.subList(0, WINDOW)));

        result(messages.get(0), 1, submitted("1"));
        assertThat(link.takeSubmitted())
                .containsExactly(new SegmentKey(messages.get(WINDOW).key(), 1));
    }

    @Test
    void sendsALongMessageInPiecesIfTheWindowIsSmaller() {
        OutboundMessage message = accept("one two three four five six");
        assertThat(link.takeSubmitted()).extracting(SegmentKey::number).containsExactly(1, 2, 3, 4);

        result(message, 2, submitted("b"));
        assertThat(link.takeSubmitted()).extracting(SegmentKey::number).containsExactly(5);
        for (int number : List.of(1, 3, 4, 5)) {
            result(message, number, submitted("s" + number));
        }
        result(message, 6, submitted("f"));
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
        assertThat(link.free()).isEqualTo(WINDOW);
    }

    @Test
    void whatTheLinkCannotSendEndsAndHoldsNobodyUp() {
        OutboundMessage unsendable = accept(FakeSmsLink.UNSENDABLE);
        OutboundMessage next = accept("hello");

        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(next.key(), 1));
        assertThat(store.stateOf(unsendable.key())).isEqualTo(SmsState.FAILED);
        assertThat(report(unsendable).progress().reason())
                .isEqualTo("it does not fit the settings of its SMSC, which were changed since");
        assertThat(link.free()).isEqualTo(WINDOW - 1);
    }

    @Test
    void aMessageCancelledBeforeItsTurnIsNotSent() {
        link.takePermits(WINDOW);
        OutboundMessage message = accept("hello");
        assertThat(store.cancel(1, message.id()).join()).isInstanceOf(CancelOutcome.Cancelled.class);

        link.returnPermits(WINDOW);
        dispatcher.onUp();

        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(link.free()).isEqualTo(WINDOW);
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.CANCELLED);
    }

    @Test
    void anExpiredMessageIsEndedNotSent() {
        restart(new FakeSmsLink(0));
        OutboundMessage message = accept("hello");

        later(TimeUnit.DAYS.toSeconds(3));

        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.EXPIRED);
        assertThat(report(message).progress().reason()).isEqualTo("its validity ended before it could be sent");
    }

    @Test
    void anExpiredMessageThatCannotBeEndedIsEndedLater() {
        restart(new FakeSmsLink(0));
        OutboundMessage message = accept("hello");

        store.fail(true);
        later(TimeUnit.DAYS.toSeconds(3));
        store.fail(false);
        later(1);

        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.EXPIRED);
    }

    @Test
    void claimsThatCannotBeKeptAreMadeAgain() {
        store.fail(true);
        OutboundMessage message = accept("hello");
        assertThat(link.takeSubmitted()).isEmpty();
        assertThat(link.free()).isEqualTo(WINDOW);

        store.fail(false);
        later(1);
        assertThat(link.takeSubmitted()).containsExactly(new SegmentKey(message.key(), 1));
    }

    @Test
    void whatWasInFlightWhenTheProcessEndedIsSentAgainFirst() {
        OutboundMessage inFlight = accept("one two");
        result(inFlight, 1, submitted("1"));
        var unused = dispatcher.stop();
        OutboundMessage waiting = accept("hello");
        link.takeSubmitted();

        restart(new FakeSmsLink(WINDOW));

        assertThat(link.takeSubmitted())
                .containsExactly(new SegmentKey(inFlight.key(), 2), new SegmentKey(waiting.key(), 1));
        assertThat(report(inFlight).progress().possibleDuplicate()).isTrue();
        assertThat(report(waiting).progress().possibleDuplicate()).isFalse();
    }

    @Test
    void aReceiptIsAcknowledgedOnceItIsKept() {
        OutboundMessage message = accept("hello");
        result(message, 1, submitted("1"));
        List<String> answers = new ArrayList<>();

        store.hold();
        dispatcher.onReceipt(PlainReceipt.of(SegmentState.DELIVERED, "1"), acknowledgement(answers));
        dispatcher.onBatchEnd();
        assertThat(answers).isEmpty();

        store.release();
        assertThat(answers).containsExactly("kept");
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void aReceiptThatCannotBeKeptIsLeftToTheSmsc() {
        List<String> answers = new ArrayList<>();
        store.fail(true);

        dispatcher.onReceipt(PlainReceipt.of(SegmentState.DELIVERED, "1"), acknowledgement(answers));
        dispatcher.onBatchEnd();

        assertThat(answers).containsExactly("not kept");
    }

    private static SmsLinkListener.Acknowledgement acknowledgement(List<String> answers) {
        return new SmsLinkListener.Acknowledgement() {
            @Override
            public void kept() {
                answers.add("kept");
            }

            @Override
            public void notKept() {
                answers.add("not kept");
            }
        };
    }
}
