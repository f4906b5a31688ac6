package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.bind.SubmitOutcome.NotSent;
import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.bind.SubmitOutcome.Refused;
import trunkline.smpp.bind.SubmitOutcome.Unanswered;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SubmitRequest;

class SubmitLedgerTest {

    private final Outcomes outcomes = new Outcomes();
    private final Counters counters = new Counters();
    private final SubmitLedger ledger = new SubmitLedger(2, outcomes, counters);

    @Test
    void matchesResponsesInAnyOrder() {
        sent(1, 100, 0);
        sent(2, 200, 0);
        ledger.accepted(2, "b", -1, 0);
        ledger.refused(1, 0x58, -1, 0);
        assertThat(outcomes.seen).containsExactly("2 " + new Accepted("b"), "1 " + new Refused(0x58));
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void onALostLinkTellsWhatMayHaveArrivedFromWhatCannotHave() {
        sent(1, 100, 0);
        sent(2, 200, 0);
        sent(3, 300, 0);
        ledger.linkLost(299);
        var unanswered = new Unanswered(UnansweredReason.LINK_LOST);
        assertThat(outcomes.seen)
                .containsExactly("1 " + unanswered, "2 " + unanswered, "3 " + new NotSent(NotSentReason.LINK_LOST));
    }

    @Test
    void givesUpOnTheOverdueOnesOnly() {
        sent(1, 100, 10);
        sent(2, 200, 11);
        sent(3, 300, 12);
        assertThat(ledger.expire(11)).isTrue();
        assertThat(ledger.expire(11)).isFalse();
        var timeout = new Unanswered(UnansweredReason.RESPONSE_TIMEOUT);
        assertThat(outcomes.seen).containsExactly("1 " + timeout, "2 " + timeout);
        assertThat(ledger.inFlight()).isEqualTo(1);
    }

    @Test
    void reportsALateResponseOnceAndAsLate() {
        sent(1, 100, 10);
        ledger.expire(10);
        ledger.accepted(1, "late", -1, 0);
        ledger.accepted(1, "late", -1, 0);
        assertThat(outcomes.seen)
                .containsExactly(
                        "1 " + new Unanswered(UnansweredReason.RESPONSE_TIMEOUT), "late 1 " + new Accepted("late"));
        assertThat(counters.snapshot())
                .containsEntry(BindCounter.LATE, 1L)
                .containsEntry(BindCounter.UNEXPECTED_RESPONSES, 1L);
    }

    @Test
    void forgetsTheOldestLateOneWhenTheTableIsFull() {
        sent(1, 100, 0);
        sent(2, 200, 0);
        sent(3, 300, 0);
        ledger.expire(0);
        outcomes.seen.clear();
        ledger.accepted(1, "a", -1, 0);
        ledger.accepted(3, "c", -1, 0);
        assertThat(outcomes.seen).containsExactly("late 3 " + new Accepted("c"));
        assertThat(counters.snapshot()).containsEntry(BindCounter.LATE_FORGOTTEN, 1L);
    }

    @Test
    void waitsForNoLateResponseOnANewLink() {
        sent(1, 100, 0);
        ledger.expire(0);
        ledger.linkLost(100);
        outcomes.seen.clear();
        ledger.accepted(1, "x", -1, 0);
        assertThat(outcomes.seen).isEmpty();
    }

    @Test
    void everySubmitHasExactlyOneOutcomeWhateverHappens() {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            var once = new Outcomes();
            var any = new SubmitLedger(3, once, new Counters());
            for (int sequence = 1; sequence <= 50; sequence++) {
                any.sent(new Passage(Requests.of(sequence), sequence, sequence * 10L, sequence, 0));
                if (random.nextBoolean()) {
                    any.accepted(1 + random.nextInt(60), "", -1, 0);
                } else {
                    any.refused(1 + random.nextInt(60), 0x58, -1, 0);
                }
                if (random.nextInt(10) == 0) {
                    any.expire(sequence - random.nextInt(20));
                }
            }
            any.linkLost(random.nextInt(500));
            Collections.sort(once.tokens);
            assertThat(once.tokens)
                    .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
        }
    }

    private void sent(int sequence, long endOctet, long nowNanos) {
        ledger.sent(new Passage(Requests.of(sequence), sequence, endOctet, nowNanos, 0));
    }

    private static final class Outcomes implements BindListener {

        final List<String> seen = new ArrayList<>();
        final List<Long> tokens = new ArrayList<>();

        @Override
        public void onOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
            tokens.add(request.token());
            seen.add(request.token() + " " + outcome);
        }

        @Override
        public void onLateOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
            seen.add("late " + request.token() + " " + outcome);
        }

        @Override
        public void onBound() {}

        @Override
        public void onLost(LinkLoss loss) {}

        @Override
        public void onDelivery(Delivery delivery) {}

        @Override
        public void onBatchEnd() {}
    }
}
