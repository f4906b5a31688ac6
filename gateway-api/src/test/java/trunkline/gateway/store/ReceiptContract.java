package trunkline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.store.StoreUnderTest.get;
import static trunkline.gateway.store.StoreUnderTest.other;
import static trunkline.gateway.store.StoreUnderTest.submitted;

import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;

/** What every {@link MessageStore} does: receipts, before and after the responses that they speak of. */
interface ReceiptContract extends StoreUnderTest {

    @Test
    default void aReceiptThatComesBeforeTheResponseIsMatchedByIt() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));

        List<StateChange> early = receive(PlainReceipt.of(SegmentState.DELIVERED, "42"));
        List<StateChange> submitted = submit(submitted(message, 1, 1, "42", "42"));

        assertThat(early).isEmpty();
        assertThat(submitted)
                .containsExactly(
                        new StateChange(message.key(), SmsState.SUBMITTED, 1),
                        new StateChange(message.key(), SmsState.DELIVERED, 2));
    }

    @Test
    default void aReceiptOfAnotherSmscMatchesNothing() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        submit(submitted(message, 1, 1, "42", "42"));

        List<ReceiptMatch> matches =
                get(receipts().record("carrier-b", List.of(PlainReceipt.of(SegmentState.DELIVERED, "42"))));

        assertThat(matches).containsExactly(ReceiptMatch.WAITS);
        assertThat(report(message).progress().state()).isEqualTo(SmsState.SUBMITTED);
    }

    @Test
    default void theFirstFinalReceiptStays() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        submit(submitted(message, 1, 1, "42", "42"));
        receive(PlainReceipt.of(SegmentState.FAILED, "42"));

        assertThat(receive(PlainReceipt.of(SegmentState.DELIVERED, "42"))).isEmpty();
        assertThat(receive(PlainReceipt.of(SegmentState.FAILED, "42"))).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.FAILED);
    }

    @Test
    default void anIntermediateReceiptChangesNothing() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        submit(submitted(message, 1, 1, "42", "42"));

        assertThat(receive(PlainReceipt.of(SegmentState.SUBMITTED, "42"))).isEmpty();
    }

    @Test
    default void aReceiptFollowsTheFirstOfItsReferencesThatIsKnown() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        submit(submitted(message, 1, 1, "1A", "26"));

        List<ReceiptMatch> matches = get(receipts()
                .record(
                        WAY,
                        List.of(
                                PlainReceipt.of(SegmentState.SUBMITTED, "1A", "26"),
                                PlainReceipt.of(SegmentState.DELIVERED, "26"),
                                PlainReceipt.of(SegmentState.DELIVERED, "26"),
                                PlainReceipt.of(SegmentState.FAILED, "26"))));

        assertThat(matches)
                .containsExactly(
                        ReceiptMatch.INTERMEDIATE,
                        ReceiptMatch.APPLIED,
                        ReceiptMatch.REPEATED,
                        ReceiptMatch.CONFLICTING);
        assertThat(get(store().timeline(ACCOUNT, message.id())).orElseThrow().receipts())
                .extracting(Timeline.Receipt::state)
                .containsExactly(
                        SegmentState.SUBMITTED, SegmentState.DELIVERED, SegmentState.DELIVERED, SegmentState.FAILED);
        assertThat(report(message).progress().state()).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    default void aReceiptThatWaitsIsTakenByWhicheverOfItsReferencesTheResponseLeaves() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        receive(PlainReceipt.of(SegmentState.DELIVERED, "1A", "26"));

        assertThat(submit(submitted(message, 1, 1, "1a", "26")))
                .containsExactly(
                        new StateChange(message.key(), SmsState.SUBMITTED, 1),
                        new StateChange(message.key(), SmsState.DELIVERED, 2));
        assertThat(submit(submitted(accept("other"), 1, 1, "1A", "1A")))
                .extracting(StateChange::state)
                .containsExactly(SmsState.SUBMITTED);
    }

    @Test
    default void aReceiptThatIsInDoubtWaitsUntilItsTimeIsOver() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        submit(submitted(message, 1, 1, "doubtful", "26"));
        receive(PlainReceipt.of(SegmentState.DELIVERED, "26"));
        assertThat(report(message).progress().state()).isEqualTo(SmsState.SUBMITTED);
        assertThat(get(receipts().unmatched(Long.MAX_VALUE, 10))).hasSize(1);

        assertThat(get(receipts().judge(Long.MAX_VALUE, 10))).isEqualTo(1);

        assertThat(report(message).progress().state()).isEqualTo(SmsState.DELIVERED);
        assertThat(get(receipts().unmatched(Long.MAX_VALUE, 10))).isEmpty();
    }

    @Test
    default void aReceiptThatMatchesNothingIsJudgedOnceAndKeptUntilItIsDropped() {
        receive(PlainReceipt.of(SegmentState.FAILED, "99"));

        assertThat(get(receipts().judge(Long.MAX_VALUE, 10))).isEqualTo(1);
        assertThat(get(receipts().judge(Long.MAX_VALUE, 10))).isZero();
        assertThat(get(receipts().unmatched(Long.MAX_VALUE, 10)))
                .extracting(UnmatchedReceipt::state)
                .containsExactly(SegmentState.FAILED);
        assertThat(get(receipts().drop(Long.MAX_VALUE, 10))).isEqualTo(1);
        assertThat(get(receipts().unmatched(Long.MAX_VALUE, 10))).isEmpty();
    }

    @Test
    default void aReceiptThatWasJudgedIsStillTakenByALaterResponse() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        receive(PlainReceipt.of(SegmentState.DELIVERED, "26"));
        get(receipts().judge(Long.MAX_VALUE, 10));

        submit(submitted(message, 1, 1, "26", "26"));

        assertThat(report(message).progress().state()).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    default void aReceiptUnderAnIdThatNeverCameIsOfWhatWasSentToItsNumberAndNotAnswered() {
        OutboundMessage answered = accept("answered");
        OutboundMessage unanswered = accept("unanswered");
        claimWhole(answered, unanswered);
        submit(submitted(answered, 1, 1, "1", "1"), other(unanswered, 1, 1, SegmentState.UNANSWERED, 0));
        receive(PlainReceipt.of(SegmentState.DELIVERED, "99"));

        get(receipts().judge(Long.MAX_VALUE, 10));

        assertThat(report(unanswered).progress().state()).isEqualTo(SmsState.DELIVERED);
        assertThat(report(answered).progress().state()).isEqualTo(SmsState.SUBMITTED);
        assertThat(get(receipts().unmatched(Long.MAX_VALUE, 10))).isEmpty();
        receive(PlainReceipt.of(SegmentState.DELIVERED, "99"));
        assertThat(get(receipts().unmatched(Long.MAX_VALUE, 10))).isEmpty();
        receive(PlainReceipt.of(SegmentState.DELIVERED, "98"));
        get(receipts().judge(Long.MAX_VALUE, 10));
        assertThat(get(receipts().unmatched(Long.MAX_VALUE, 10))).hasSize(1);
    }

    @Test
    default void whatWasLearntOfIdsIsKept() {
        assertThat(get(receipts().learnt(WAY))).isEmpty();
        get(receipts().saveLearnt(WAY, "hex 5"));
        get(receipts().saveLearnt(WAY, "hex 6"));

        assertThat(get(receipts().learnt(WAY))).contains("hex 6");
    }

    @Test
    default void aLateResponseEndsTheWaitAndStillMatchesItsReceipt() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        SubmitRecord unanswered = other(message, 1, 1, SegmentState.UNANSWERED, 0);
        get(store().recordSubmits(
                        WAY,
                        new SubmitBatch(List.of(unanswered), List.of(new Retry(message.key(), 1_000)), List.of())));

        get(store().recordLate(WAY, submitted(message, 1, 0, "26", "26")));
        receive(PlainReceipt.of(SegmentState.DELIVERED, "26"));

        assertThat(get(store().dueSms(WAY, Long.MAX_VALUE, 10))).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.DELIVERED);
        assertThat(report(message).progress().possibleDuplicate()).isTrue();
    }
}
