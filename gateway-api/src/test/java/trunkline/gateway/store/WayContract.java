package trunkline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static trunkline.gateway.store.StoreUnderTest.get;
import static trunkline.gateway.store.StoreUnderTest.marks;
import static trunkline.gateway.store.StoreUnderTest.other;
import static trunkline.gateway.store.StoreUnderTest.submitted;

import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;

/** What every {@link MessageStore} does: SMS that wait for their way, or go to another one. */
interface WayContract extends StoreUnderTest {

    @Test
    default void aMovedMessageIsTakenUpByItsNewWayAlone() {
        OutboundMessage message = accept("hello");
        OutboundMessage later = accept(Content.Text.of("later"), OTHER_WAY);
        get(store().claimSms(OTHER_WAY, marks(later.key(), later.key())));

        move(message, OTHER_WAY, 5_000);

        OutboundMessage moved = report(message).message();
        assertThat(moved.way()).isEqualTo(OTHER_WAY);
        assertThat(get(store().unclaimed(WAY, 0, 10))).isEmpty();
        assertThat(get(store().unclaimed(OTHER_WAY, 0, 10))).doesNotContain(moved);
        assertThat(get(store().dueSms(WAY, 9_000, 10))).isEmpty();
        assertThat(get(store().dueSms(OTHER_WAY, 4_999, 10))).isEmpty();
        assertThat(get(store().dueSms(OTHER_WAY, 5_000, 10)))
                .containsExactly(new UnfinishedSms(moved, 0, List.of(), UnfinishedSms.ANEW));
        assertThat(get(store().unfinishedSms(WAY))).isEmpty();
        assertThat(get(store().unfinishedSms(OTHER_WAY))).doesNotContainNull().noneMatch(sms -> sms.message()
                .equals(moved));
        assertThat(claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null)))
                .as("its old way has read it before")
                .containsExactly(message.key());
        assertThat(claimAt(OTHER_WAY, new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null)))
                .isEmpty();
        assertThat(get(store().dueSms(OTHER_WAY, 5_000, 10))).isEmpty();
        assertThat(get(store().unfinishedSms(OTHER_WAY)))
                .contains(new UnfinishedSms(moved, 1, List.of(SegmentState.CLAIMED), null));
    }

    @Test
    default void aMovedMessageKeepsWhatIsInDoubtUntilItIsCutOtherwise() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        submit(other(message, 1, 1, SegmentState.UNANSWERED, 0));
        move(message, OTHER_WAY, 0);

        assertThat(get(store().dueSms(OTHER_WAY, 0, 10)))
                .extracting(UnfinishedSms::segments, UnfinishedSms::form)
                .containsExactly(tuple(List.of(SegmentState.UNANSWERED), UnfinishedSms.ANEW));
        assertThat(claimAt(OTHER_WAY, new SmsClaim(message.key(), ACCOUNT, 2, 1, 2, 2, true, "form")))
                .isEmpty();
        assertThat(get(store().unfinishedSms(OTHER_WAY)))
                .extracting(UnfinishedSms::attempts, UnfinishedSms::segments, UnfinishedSms::form)
                .containsExactly(tuple(2, List.of(SegmentState.CLAIMED, SegmentState.CLAIMED), "form"));
        assertThat(report(message).progress().possibleDuplicate()).isTrue();
    }

    @Test
    default void aMovedMessageThatMayHaveLeftBeforeIsInDoubtThoughNothingWasRecordedOfIt() {
        OutboundMessage claimed = accept("claimed when the last process ended");
        claimWhole(claimed);
        OutboundMessage waiting = accept("never claimed");
        move(claimed, OTHER_WAY, 0);
        move(waiting, OTHER_WAY, 0);

        assertThat(get(store().dueSms(OTHER_WAY, 0, 10)))
                .extracting(sms -> sms.message().key(), UnfinishedSms::attempts, UnfinishedSms::segments)
                .containsExactlyInAnyOrder(
                        tuple(claimed.key(), 1, List.of(SegmentState.CLAIMED)), tuple(waiting.key(), 0, List.of()));
        claimAt(OTHER_WAY, new SmsClaim(claimed.key(), ACCOUNT, 2, 1, 2, 2, true, null));
        assertThat(report(claimed).progress().possibleDuplicate()).isTrue();
    }

    @Test
    default void aMessageThatItsSmscHasOrThatHasEndedIsNotMoved() {
        OutboundMessage sent = accept("sent");
        OutboundMessage ended = accept("ended");
        claimWhole(sent);
        submit(submitted(sent, 1, 1, "a", "a"));
        end(new Ending(ended.key(), SmsState.CANCELLED, "by sender"));

        move(sent, OTHER_WAY, 0);
        move(ended, OTHER_WAY, 0);

        assertThat(report(sent).message().way()).isEqualTo(WAY);
        assertThat(report(ended).message().way()).isEqualTo(WAY);
        assertThat(get(store().dueSms(OTHER_WAY, 9_000, 10))).isEmpty();
    }

    @Test
    default void aMessageThatWaitsIsDueAtItsTimeAndSaysWhyUntilItIsClaimed() {
        OutboundMessage message = accept("hello");
        OutboundMessage ended = accept("ended");
        end(new Ending(ended.key(), SmsState.CANCELLED, "by sender"));

        await(message, 5_000, "its SIM rests");
        await(ended, 5_000, "its SIM rests");

        assertThat(report(message).progress().reason()).isEqualTo("its SIM rests");
        assertThat(report(message).progress().state()).isEqualTo(SmsState.ACCEPTED);
        assertThat(report(ended).progress().reason()).isEqualTo("by sender");
        assertThat(get(store().unclaimed(WAY, 0, 10))).isEmpty();
        assertThat(get(store().unfinishedSms(WAY))).isEmpty();
        assertThat(get(store().dueSms(WAY, 4_999, 10))).isEmpty();
        assertThat(get(store().dueSms(WAY, 5_000, 10)))
                .containsExactly(new UnfinishedSms(message, 0, List.of(), UnfinishedSms.ANEW));
        assertThat(timeline(message)).contains("waits its SIM rests");

        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, "sim=a"));
        assertThat(report(message).progress().reason()).isNull();
        assertThat(report(message).progress().possibleDuplicate()).isFalse();
        assertThat(get(store().dueSms(WAY, 5_000, 10))).isEmpty();
    }

    @Test
    default void theRestOfAMessageWaitsAndKeepsHowItWasCut() {
        OutboundMessage message = accept("one two");
        SmsClaim first = new SmsClaim(message.key(), ACCOUNT, 2, 1, 1, 1, false, "sim=a");
        PutOff rest = PutOff.untilASenderIsFree(message.key(), 5_000, null);
        get(store().claimSms(WAY, new SmsClaims(List.of(), List.of(first), List.of(), List.of(), List.of(rest), 0, 0)));
        submit(submitted(message, 1, 2, "a", "a"));

        assertThat(get(store().dueSms(WAY, 5_000, 10)))
                .containsExactly(
                        new UnfinishedSms(message, 1, List.of(SegmentState.SUBMITTED, SegmentState.PENDING), "sim=a"));
    }

    @Test
    default void anAttemptThatBeginsAgainMayBeCutAnew() {
        OutboundMessage message = accept("one two");
        claim(new SmsClaim(message.key(), ACCOUNT, 2, 1, 2, 1, false, "sim=a"));
        submit(other(message, 1, 2, SegmentState.PENDING, 8), other(message, 2, 2, SegmentState.PENDING, 8));

        claim(new SmsClaim(message.key(), ACCOUNT, 2, 1, 2, 2, false, "sim=b"));

        assertThat(get(store().unfinishedSms(WAY)).get(0).form()).isEqualTo("sim=b");
    }

    private void await(OutboundMessage message, long atMicros, String why) {
        PutOff wait = PutOff.untilASenderIsFree(message.key(), atMicros, why);
        get(store().claimSms(WAY, SmsClaims.putOff(List.of(wait), 0, 0)));
    }

    private List<String> timeline(OutboundMessage message) {
        return get(store().timeline(ACCOUNT, message.id())).orElseThrow().steps().stream()
                .map(timed -> timed.step().kind().label() + " " + timed.step().detail())
                .toList();
    }

    @Test
    default void aMessageThatItsSmscHasAPartOfIsNotMovedAndTheRestIsDueForItsOwnWay() {
        OutboundMessage message = accept("one two");
        claimWhole(message);
        submit(submitted(message, 1, 2, "a", "a"), other(message, 2, 2, SegmentState.PENDING, 8));

        move(message, OTHER_WAY, 5_000);

        assertThat(report(message).message().way()).isEqualTo(WAY);
        assertThat(get(store().dueSms(OTHER_WAY, 9_000, 10))).isEmpty();
        assertThat(get(store().dueSms(WAY, 4_999, 10))).isEmpty();
        assertThat(get(store().dueSms(WAY, 5_000, 10)))
                .extracting(UnfinishedSms::segments)
                .containsExactly(List.of(SegmentState.SUBMITTED, SegmentState.PENDING));
    }

    @Test
    default void aMovedMessageCanBeCancelled() {
        OutboundMessage message = accept("hello");
        move(message, OTHER_WAY, 0);

        get(store().cancel(ACCOUNT, message.id()));

        assertThat(report(message).progress().state()).isEqualTo(SmsState.CANCELLED);
        assertThat(get(store().dueSms(OTHER_WAY, 9_000, 10))).isEmpty();
        assertThat(claimAt(OTHER_WAY, new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null)))
                .containsExactly(message.key());
    }

    @Test
    default void aRetryRestsUntilItIsDue() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        get(store().recordSubmits(
                        WAY,
                        new SubmitBatch(
                                List.of(other(message, 1, 1, SegmentState.UNANSWERED, 0)),
                                List.of(new Retry(message.key(), 1_000)),
                                List.of())));

        assertThat(get(store().unfinishedSms(WAY))).isEmpty();
        assertThat(get(store().dueSms(WAY, 999, 10))).isEmpty();
        assertThat(get(store().dueSms(WAY, 1_000, 10)))
                .containsExactly(new UnfinishedSms(message, 1, List.of(SegmentState.UNANSWERED), null));
        assertThat(report(message).progress().possibleDuplicate()).isTrue();
    }

    @Test
    default void aRetryIsOverOnceItIsClaimed() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        get(store().recordSubmits(
                        WAY,
                        new SubmitBatch(
                                List.of(other(message, 1, 1, SegmentState.PENDING, 8)),
                                List.of(new Retry(message.key(), 1_000)),
                                List.of())));

        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 2, false, null));

        assertThat(get(store().dueSms(WAY, Long.MAX_VALUE, 10))).isEmpty();
        assertThat(get(store().unfinishedSms(WAY)))
                .containsExactly(new UnfinishedSms(message, 2, List.of(SegmentState.CLAIMED), null));
    }

    @Test
    default void aRetryOfAnEndedMessageIsNeverDue() {
        OutboundMessage message = accept("long");
        claim(new SmsClaim(message.key(), ACCOUNT, 2, 1, 2, 1, false, null));
        get(store().recordSubmits(
                        WAY,
                        new SubmitBatch(
                                List.of(
                                        other(message, 1, 2, SegmentState.PENDING, 8),
                                        other(message, 2, 2, SegmentState.REJECTED, 0x0B)),
                                List.of(new Retry(message.key(), 1_000)),
                                List.of())));

        assertThat(get(store().dueSms(WAY, Long.MAX_VALUE, 10))).isEmpty();
    }
}
