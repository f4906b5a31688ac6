package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.gateway.dispatch.SmsResult.Verdict;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.UnfinishedSms;

/** Messages of a way that is down, or refuses them, go by another one. */
class SmsDeparturesTest extends OneWay {

    private static final int WINDOW = 4;

    SmsDeparturesTest() {
        super(new FakeSmsLink(WINDOW));
        failover.causes.add(FailoverCause.DOWN);
    }

    @Test
    void whatWaitsForAWayThatIsDownGoesToAnotherOne() {
        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < WINDOW + 3; i++) {
            messages.add(accept("hello"));
        }
        link.takeSubmitted();
        failover.goDown("it is gone");
        later(1);

        List<OutboundMessage> moved = messages.subList(WINDOW, WINDOW + 3);
        assertThat(failover.told).containsExactly("carrier-b");
        assertThat(dispatcher.figures().moved()).isEqualTo(3);
        assertThat(dispatcher.figures().queued()).isZero();
        assertThat(moved).allSatisfy(message -> {
            assertThat(report(message).message().way()).isEqualTo("carrier-b");
            assertThat(report(message).progress().possibleDuplicate()).isFalse();
            assertThat(steps(message))
                    .containsExactly("moved given to carrier-b by carrier-a, since it is down: it is gone");
        });
        assertThat(store.dueSms("carrier-b", nowMicros, 10).join())
                .extracting(due -> due.message().key())
                .isEqualTo(keys(moved));
        assertThat(store.unclaimed("carrier-a", messages.get(WINDOW - 1).key(), 10)
                        .join())
                .isEmpty();
    }

    @Test
    void whatItHasTriedGoesTooUnlessItsOctetsMayHaveArrived() {
        OutboundMessage neverLeft = accept("hello");
        OutboundMessage inDoubt = accept("hello");
        link.goDown();
        result(inDoubt, 1, UNANSWERED);
        result(neverLeft, 1, NOT_SENT);
        failover.goDown("it is gone");
        later(5);

        assertThat(report(neverLeft).message().way()).isEqualTo("carrier-b");
        assertThat(report(inDoubt).message().way()).isEqualTo("carrier-a");
    }

    @Test
    void whatAnEarlierProcessMayHaveSentSaysSoWhereItGoes() {
        OutboundMessage inFlight = accept("hello");
        var unused = dispatcher.stop();
        FakeSmsLink down = new FakeSmsLink(WINDOW);
        down.goDown();
        failover.causes.add(FailoverCause.UNANSWERED);
        failover.goDown("it is gone");
        restart(down);
        later(1);

        assertThat(report(inFlight).message().way()).isEqualTo("carrier-b");
        UnfinishedSms moved = store.dueSms("carrier-b", nowMicros, 10).join().get(0);
        assertThat(Outgoing.again(moved, link.encodeAgain(moved)).isInDoubt()).isTrue();
    }

    @Test
    void aMoveThatIsNotKeptLeavesAllWhereItWas() {
        link.takePermits(WINDOW);
        List<OutboundMessage> messages = List.of(accept("one"), accept("two"), accept("three"));
        store.fail(true);
        failover.goDown("it is gone");
        later(1);
        assertThat(failover.told).isEmpty();

        store.fail(false);
        failover.comeUp();
        link.returnPermits(WINDOW);
        later(1);
        assertThat(link.takeSubmitted()).extracting(SegmentKey::message).isEqualTo(keys(messages));
    }

    @Test
    void aRefusedMessageGoesToAnotherWayAtOnceIfItsRouteSaysSo() {
        failover.causes.add(FailoverCause.REFUSED);
        OutboundMessage message = accept("hello");
        link.takeSubmitted();
        result(message, 1, refused(0x0B, Verdict.FINAL));

        assertThat(failover.told).containsExactly("carrier-b");
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.ACCEPTED);
        assertThat(steps(message))
                .containsExactly(
                        "moved given to carrier-b by carrier-a, since the SMSC refused it",
                        "refused sent by another way");
        assertThat(link.free()).isEqualTo(WINDOW);

        failover.causes.clear();
        OutboundMessage next = accept("hello");
        result(next, 1, refused(0x0B, Verdict.FINAL));
        assertThat(store.stateOf(next.key())).isEqualTo(SmsState.REJECTED);
    }

    @Test
    void whatAnotherWayHasGivenIsTakenUpAndCutAnew() {
        OutboundMessage message = accept(request("one two", SendPlan.NOW), "carrier-b");
        store.claimSms(
                        "carrier-b",
                        SmsClaims.leaving(List.of(new Move(message.key(), "carrier-a", nowMicros, "why")), 0, 0))
                .join();
        dispatcher.lookForMoved();

        assertThat(link.takeSubmitted())
                .containsExactly(new SegmentKey(message.key(), 1), new SegmentKey(message.key(), 2));
        assertThat(report(message).progress().possibleDuplicate()).isFalse();
        result(message, 1, submitted("1"));
        result(message, 2, submitted("2"));
        assertThat(store.stateOf(message.key())).isEqualTo(SmsState.SUBMITTED);
    }
}
