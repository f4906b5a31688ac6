package trunkline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.store.StoreUnderTest.get;
import static trunkline.gateway.store.StoreUnderTest.marks;
import static trunkline.gateway.store.StoreUnderTest.other;
import static trunkline.gateway.store.StoreUnderTest.submitted;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;

/** What every {@link MessageStore} does: an SMS on its way: claims, results, ends. */
interface SmsContract extends StoreUnderTest {

    @Test
    default void remembersHowAMessageWasCutWhenItWasFirstClaimed() {
        OutboundMessage message = accept("long");
        claim(new SmsClaim(message.key(), ACCOUNT, 2, 1, 1, 1, false, "gsm7-unpacked udh16"));
        claim(new SmsClaim(message.key(), ACCOUNT, 2, 2, 2, 2, false, "another"));

        assertThat(get(store().unfinishedSms(WAY)).get(0).form()).isEqualTo("gsm7-unpacked udh16");
    }

    @Test
    default void anSmsGoesFromClaimToSubmittedToDelivered() {
        OutboundMessage message = accept("hello");

        Set<Long> claimed = claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        List<StateChange> submitted = submit(submitted(message, 1, 1, "0A", "0a"));
        List<StateChange> delivered = receive(PlainReceipt.of(SegmentState.DELIVERED, "0a"));

        assertThat(claimed).isEmpty();
        assertThat(submitted).containsExactly(new StateChange(message.key(), SmsState.SUBMITTED, 1));
        assertThat(delivered).containsExactly(new StateChange(message.key(), SmsState.DELIVERED, 2));
        MessageReport report = report(message);
        assertThat(report.progress().state()).isEqualTo(SmsState.DELIVERED);
        assertThat(report.progress().attempts()).isEqualTo(1);
        assertThat(report.progress().lastSentAtMicros()).isPositive();
        assertThat(report.segments()).containsExactly(new SegmentProgress(SegmentState.DELIVERED, "0A", 0, EXCHANGE));
    }

    @Test
    default void aMessageOfThreeSegmentsHasOneState() {
        OutboundMessage message = accept("long");
        claim(new SmsClaim(message.key(), ACCOUNT, 3, 1, 2, 1, false, null));
        claim(new SmsClaim(message.key(), ACCOUNT, 3, 3, 3, 1, false, null));

        assertThat(submit(submitted(message, 1, 3, "a", "a"))).isEmpty();
        assertThat(submit(submitted(message, 2, 3, "b", "b"))).isEmpty();
        assertThat(submit(submitted(message, 3, 3, "c", "c")))
                .extracting(StateChange::state)
                .containsExactly(SmsState.SUBMITTED);
        assertThat(receive(PlainReceipt.of(SegmentState.DELIVERED, "c"))).isEmpty();
        assertThat(receive(PlainReceipt.of(SegmentState.DELIVERED, "a"))).isEmpty();
        assertThat(receive(PlainReceipt.of(SegmentState.DELIVERED, "b")))
                .extracting(StateChange::state)
                .containsExactly(SmsState.DELIVERED);
    }

    @Test
    default void aRefusedSegmentRejectsTheMessage() {
        OutboundMessage message = accept("long");
        claim(new SmsClaim(message.key(), ACCOUNT, 2, 1, 2, 1, false, null));
        submit(submitted(message, 1, 2, "a", "a"));

        List<StateChange> refused = submit(other(message, 2, 2, SegmentState.REJECTED, 0x0B));

        assertThat(refused).extracting(StateChange::state).containsExactly(SmsState.REJECTED);
        assertThat(report(message).segments().get(1).commandStatus()).isEqualTo(0x0B);
    }

    @Test
    default void aClaimAfterTheEndIsTooLate() {
        OutboundMessage message = accept("hello");
        List<StateChange> ended = end(new Ending(message.key(), SmsState.CANCELLED, "by sender"));

        Set<Long> claimed = claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));

        assertThat(ended).containsExactly(new StateChange(message.key(), SmsState.CANCELLED, 1));
        assertThat(claimed).containsExactly(message.key());
        assertThat(report(message).progress().reason()).isEqualTo("by sender");
    }

    @Test
    default void anEndAfterTheEndChangesNothing() {
        OutboundMessage message = accept("hello");
        end(new Ending(message.key(), SmsState.CANCELLED, "by sender"));

        assertThat(end(new Ending(message.key(), SmsState.EXPIRED, "late"))).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.CANCELLED);
    }

    @Test
    default void claimsAndEndingsOfOneBatchAreWrittenTogether() {
        OutboundMessage sent = accept("sent");
        OutboundMessage given = accept("given up");

        Set<Long> late = get(store().claimSms(
                        WAY,
                        new SmsClaims(
                                List.of(sent.key()),
                                List.of(),
                                List.of(new Ending(given.key(), SmsState.EXPIRED, "too old")),
                                given.key(),
                                0)));

        assertThat(late).isEmpty();
        assertThat(log().takeChanges()).containsExactly(new StateChange(given.key(), SmsState.EXPIRED, 1));
        assertThat(get(store().claimedUpTo(WAY))).isEqualTo(given.key());
    }

    @Test
    default void whatTheSmscHasIsNotClaimedAgainHoweverLateItWasRead() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        submit(submitted(message, 1, 1, "a", "a"));

        assertThat(claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 2, false, null)))
                .containsExactly(message.key());
    }

    @Test
    default void aLateResponseIsNotUndoneByTheResultThatItWasFasterThan() {
        OutboundMessage first = accept("hello");
        claimWhole(first);
        OutboundMessage again = accept("hello");
        claim(new SmsClaim(again.key(), ACCOUNT, 1, 1, 1, 2, false, null));
        for (OutboundMessage message : List.of(first, again)) {
            get(store().recordLate(WAY, submitted(message, 1, 1, "id" + message.key(), "id" + message.key())));
            SubmitRecord unanswered = other(message, 1, 1, SegmentState.UNANSWERED, 0);
            Retry retry = new Retry(message.key(), 5_000);
            get(store().recordSubmits(WAY, new SubmitBatch(List.of(unanswered), List.of(retry), List.of())));

            assertThat(report(message).progress().state()).isEqualTo(SmsState.SUBMITTED);
            assertThat(report(message).progress().possibleDuplicate()).isFalse();
            assertThat(report(message).segments().get(0).state()).isEqualTo(SegmentState.SUBMITTED);
        }
        assertThat(get(store().dueSms(WAY, 9_000, 10))).isEmpty();
    }

    @Test
    default void theMarkOfClaimedMessagesNeverGoesBack() {
        get(store().claimSms(WAY, marks(50, 50)));
        get(store().claimSms(WAY, marks(40, 40)));

        assertThat(get(store().claimedUpTo(WAY))).isEqualTo(50);
        assertThat(get(store().claimedUpTo("never-seen"))).isZero();
    }

    @Test
    default void aMessageClaimedWholeLeavesNoTraceButTheMarks() {
        OutboundMessage message = accept("hello");

        Set<Long> late = claimWhole(message);

        assertThat(late).isEmpty();
        assertThat(get(store().claimedUpTo(WAY))).isEqualTo(message.key());
        assertThat(get(store().unclaimed(WAY, message.key(), 10))).isEmpty();
        assertThat(get(store().unfinishedSms(WAY))).containsExactly(new UnfinishedSms(message, 1, List.of(), null));
        assertThat(report(message).progress().attempts()).isZero();
    }

    @Test
    default void theFirstResultOfAMessageClaimedWholeIsItsProgress() {
        OutboundMessage message = accept("long");
        OutboundMessage behind = accept("behind");
        claimWhole(message, behind);

        List<StateChange> changes = submit(submitted(message, 1, 2, "a", "a"), submitted(message, 2, 2, "b", "b"));

        assertThat(changes).containsExactly(new StateChange(message.key(), SmsState.SUBMITTED, 1));
        assertThat(report(message).progress().attempts()).isEqualTo(1);
        assertThat(get(store().unfinishedSms(WAY))).containsExactly(new UnfinishedSms(behind, 1, List.of(), null));
    }

    @Test
    default void aSegmentOfAMessageClaimedWholeThatHasNoResultIsInDoubt() {
        OutboundMessage message = accept("long");
        claimWhole(message);
        submit(other(message, 2, 3, SegmentState.PENDING, 0x58));

        assertThat(get(store().unfinishedSms(WAY)))
                .containsExactly(new UnfinishedSms(
                        message, 1, List.of(SegmentState.CLAIMED, SegmentState.PENDING, SegmentState.CLAIMED), null));
    }

    @Test
    default void aMessageThatEndedBeforeItsWayCameToItIsTooLateToSend() {
        OutboundMessage first = accept("first");
        OutboundMessage ended = accept("ended");
        end(new Ending(ended.key(), SmsState.CANCELLED, "by sender"));

        assertThat(claimWhole(first, ended)).containsExactly(ended.key());
        assertThat(claimWhole(accept("next"))).isEmpty();
        assertThat(report(ended).progress().state()).isEqualTo(SmsState.CANCELLED);
    }

    @Test
    default void aResultAfterTheEndIsNotedAndChangesNothing() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        end(new Ending(message.key(), SmsState.UNKNOWN, "given up"));

        assertThat(submit(submitted(message, 1, 1, "a", "a"))).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.UNKNOWN);
        assertThat(report(message).segments())
                .containsExactly(new SegmentProgress(SegmentState.SUBMITTED, "a", 0, EXCHANGE));
    }

    @Test
    default void aMessageOfWhichNothingHasLeftCanBeCancelled() {
        OutboundMessage message = accept("hello");

        assertThat(get(store().cancel(ACCOUNT + 1, message.id()))).isInstanceOf(CancelOutcome.Unknown.class);
        assertThat(get(store().cancel(ACCOUNT, message.id()))).isEqualTo(new CancelOutcome.Cancelled(message));
        assertThat(get(store().cancel(ACCOUNT, message.id())))
                .isEqualTo(new CancelOutcome.Over(message, SmsState.CANCELLED));
        assertThat(claimWhole(message)).containsExactly(message.key());
        assertThat(get(store().timeline(ACCOUNT, message.id())).orElseThrow().steps())
                .extracting(timed -> timed.step().kind())
                .containsExactly(Step.Kind.CANCEL_ASKED);
    }

    @Test
    default void aMessageThatMayHaveLeftIsNotCancelledHere() {
        OutboundMessage claimed = accept("claimed");
        OutboundMessage behind = accept("behind");
        claimWhole(claimed);

        assertThat(get(store().cancel(ACCOUNT, claimed.id()))).isEqualTo(new CancelOutcome.HandedOver(claimed));
        assertThat(get(store().cancel(ACCOUNT, behind.id()))).isEqualTo(new CancelOutcome.Cancelled(behind));
    }

    @Test
    default void aTextThatTheSmscHasTakenForAnotherStandsInItsPlace() {
        OutboundMessage message = accept("first");
        claimWhole(message);

        get(store().recordReplaced(message.key(), Content.Text.of("second")));

        var timeline = get(store().timeline(ACCOUNT, message.id())).orElseThrow();
        assertThat(timeline.report().message().request().content())
                .isInstanceOfSatisfying(
                        Content.Text.class, text -> assertThat(text.text()).isEqualTo("second"));
        assertThat(timeline.steps()).extracting(timed -> timed.step().detail()).containsExactly("first");
    }

    @Test
    default void findsWhatWasInFlightWithTheStateOfEachSegment() {
        OutboundMessage message = accept("long");
        claim(new SmsClaim(message.key(), ACCOUNT, 4, 1, 3, 1, false, null));
        submit(submitted(message, 1, 4, "a", "a"));
        submit(other(message, 2, 4, SegmentState.PENDING, 0x58));

        List<UnfinishedSms> unfinished = get(store().unfinishedSms(WAY));

        assertThat(unfinished)
                .containsExactly(new UnfinishedSms(
                        message,
                        1,
                        List.of(
                                SegmentState.SUBMITTED,
                                SegmentState.PENDING,
                                SegmentState.CLAIMED,
                                SegmentState.PENDING),
                        null));
    }

    @Test
    default void findsWhatWasSubmittedAndNotHeardOfBeforeItExpired() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        submit(submitted(message, 1, 1, "a", "a"));

        assertThat(get(store().unheardOf(message.expiresAtMicros(), 10))).isEmpty();
        assertThat(get(store().unheardOf(message.expiresAtMicros() + 1, 10))).containsExactly(message.key());
    }
}
