package trunkline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.gateway.call.AudioFigures;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.SmsSize.Replacement;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.message.VoiceState;

/** What every {@link MessageStore} does, the one on disk and the one in memory that other tests use. */
public abstract class MessageStoreContract {

    private static final String WAY = "carrier-a";
    private static final String OTHER_WAY = "carrier-z";
    private static final long ACCOUNT = 7;
    private static final Exchange EXCHANGE = new Exchange(1, 17, 2_000_000, 2_000_500);

    /** The store under test, with nothing in it. */
    protected abstract MessageStore store();

    /** What the store has announced as kept, in order. */
    protected abstract ReceiptStore receipts();

    protected abstract CommitLog log();

    /** The clock of the store, microseconds since 1970 in UTC; it stands still. */
    protected abstract long nowMicros();

    /** Turns it. */
    protected abstract void later(Duration time);

    /** Where one side of a race runs; this thread is the other one. */
    protected abstract Executor racer();

    @Test
    void keepsAMessageAsItWasAskedFor() {
        OutboundMessage message = accept("héllo € 😀");

        MessageReport report = report(message);

        assertThat(report.message()).isEqualTo(message);
        assertThat(report.progress().state()).isEqualTo(SmsState.ACCEPTED);
        assertThat(report.progress().version()).isZero();
        assertThat(log().kept()).containsExactly(message);
    }

    @Test
    void keepsWhatAnSmsAsksForBesideItsText() {
        SmsOptions options = new SmsOptions(
                true,
                new SmsOptions.Ports(16_000, 65_535),
                new SmsOptions.Handling(3, 0x41, 1_900_000_000_000_001L, true));
        SmsSize size = new SmsSize(
                "gsm7-tr", 3, List.of(new Replacement("\u2019", "'", 2), new Replacement("\ud83d\ude00", "", 1)));

        for (Content content : List.of(
                new Content.Text("don't", options, size),
                new Content.Binary("00ff1b", options, SmsSize.of("binary", 1)),
                new Content.Text("plain", SmsOptions.NONE, SmsSize.of("ucs2", 2)))) {
            OutboundMessage message = accept(content, WAY);
            assertThat(report(message).message()).isEqualTo(message);
            assertThat(message.request().content()).isEqualTo(content);
        }
    }

    @Test
    void messagesOfSeveralSegmentsToOneNumberHaveEachTheNextReference() {
        int first = acceptLong("+46736265449").reference();
        acceptLong("+46736265450");
        accept("a single one needs none");

        for (int i = 1; i <= 300; i++) {
            OutboundMessage next = acceptLong("+46736265449");
            assertThat(next.reference()).isEqualTo((first + i) & 0xFFFF);
            assertThat(report(next).message()).isEqualTo(next);
        }
    }

    @Test
    void remembersHowAMessageWasCutWhenItWasFirstClaimed() {
        OutboundMessage message = accept("long");
        claim(new SmsClaim(message.key(), ACCOUNT, 2, 1, 1, 1, false, "gsm7-unpacked udh16"));
        claim(new SmsClaim(message.key(), ACCOUNT, 2, 2, 2, 2, false, "another"));

        assertThat(get(store().unfinishedSms(WAY)).get(0).form()).isEqualTo("gsm7-unpacked udh16");
    }

    @Test
    void oneKeyMakesOneMessageForEachAccountAndStandsForOneRequest() {
        RequestKey key = new RequestKey("order-17", "aa");
        MessageRequest request = new MessageRequest(
                ACCOUNT,
                new Sender("Test"),
                new PhoneNumber("+46736265449"),
                Content.Text.of("x"),
                Duration.ofHours(1));

        AcceptOutcome first = get(store().acceptOnce(request, WAY, key));
        AcceptOutcome again = get(store().acceptOnce(request, WAY, key));
        AcceptOutcome other = get(store().acceptOnce(request, WAY, new RequestKey("order-17", "bb")));

        OutboundMessage message = ((AcceptOutcome.Kept) first).message();
        assertThat(again).isEqualTo(new AcceptOutcome.Repeated(message));
        assertThat(other).isEqualTo(new AcceptOutcome.OtherRequest());
        MessageRequest stranger =
                new MessageRequest(ACCOUNT + 1, request.from(), request.to(), request.content(), request.validity());
        assertThat(get(store().acceptOnce(stranger, WAY, key))).isInstanceOf(AcceptOutcome.Kept.class);
        assertThat(get(store().dropRequestKeys(10))).isZero();
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        RequestKey key = new RequestKey("order-17", "aa");
        MessageRequest request = planned(Content.Text.of("x"), Duration.ofDays(9));
        AcceptOutcome first = get(store().acceptOnce(request, WAY, key));
        later(Duration.ofHours(24).minusSeconds(1));
        assertThat(get(store().acceptOnce(request, WAY, key)))
                .isEqualTo(new AcceptOutcome.Repeated(((AcceptOutcome.Kept) first).message()));
        assertThat(get(store().dropRequestKeys(10))).isZero();

        later(Duration.ofSeconds(1));
        assertThat(get(store().acceptOnce(request, WAY, new RequestKey("order-17", "bb"))))
                .isInstanceOf(AcceptOutcome.Kept.class);
        later(Duration.ofHours(24));
        assertThat(get(store().dropRequestKeys(10))).isEqualTo(1);
        assertThat(get(store().dropRequestKeys(10))).isZero();
    }

    @Test
    void givesKeysInTheOrderOfKeeping() {
        assertThat(accept("first").key()).isLessThan(accept("second").key());
    }

    @Test
    void showsAMessageOnlyToItsAccountAndByItsWholeId() {
        MessageId id = accept("secret").id();

        assertThat(get(store().find(ACCOUNT + 1, id))).isEmpty();
        assertThat(get(store().find(ACCOUNT, new MessageId(id.key(), id.secret() + 1))))
                .isEmpty();
        assertThat(get(store().find(ACCOUNT, new MessageId(id.key() + 1, id.secret()))))
                .isEmpty();
    }

    @Test
    void anSmsGoesFromClaimToSubmittedToDelivered() {
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
    void aReceiptThatComesBeforeTheResponseIsMatchedByIt() {
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
    void aReceiptOfAnotherSmscMatchesNothing() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        submit(submitted(message, 1, 1, "42", "42"));

        List<ReceiptMatch> matches =
                get(receipts().record("carrier-b", List.of(PlainReceipt.of(SegmentState.DELIVERED, "42"))));

        assertThat(matches).containsExactly(ReceiptMatch.WAITS);
        assertThat(report(message).progress().state()).isEqualTo(SmsState.SUBMITTED);
    }

    @Test
    void theFirstFinalReceiptStays() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        submit(submitted(message, 1, 1, "42", "42"));
        receive(PlainReceipt.of(SegmentState.FAILED, "42"));

        assertThat(receive(PlainReceipt.of(SegmentState.DELIVERED, "42"))).isEmpty();
        assertThat(receive(PlainReceipt.of(SegmentState.FAILED, "42"))).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.FAILED);
    }

    @Test
    void anIntermediateReceiptChangesNothing() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        submit(submitted(message, 1, 1, "42", "42"));

        assertThat(receive(PlainReceipt.of(SegmentState.SUBMITTED, "42"))).isEmpty();
    }

    @Test
    void aMessageOfThreeSegmentsHasOneState() {
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
    void aRefusedSegmentRejectsTheMessage() {
        OutboundMessage message = accept("long");
        claim(new SmsClaim(message.key(), ACCOUNT, 2, 1, 2, 1, false, null));
        submit(submitted(message, 1, 2, "a", "a"));

        List<StateChange> refused = submit(other(message, 2, 2, SegmentState.REJECTED, 0x0B));

        assertThat(refused).extracting(StateChange::state).containsExactly(SmsState.REJECTED);
        assertThat(report(message).segments().get(1).commandStatus()).isEqualTo(0x0B);
    }

    @Test
    void aClaimAfterTheEndIsTooLate() {
        OutboundMessage message = accept("hello");
        List<StateChange> ended = end(new Ending(message.key(), SmsState.CANCELLED, "by sender"));

        Set<Long> claimed = claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));

        assertThat(ended).containsExactly(new StateChange(message.key(), SmsState.CANCELLED, 1));
        assertThat(claimed).containsExactly(message.key());
        assertThat(report(message).progress().reason()).isEqualTo("by sender");
    }

    @Test
    void anEndAfterTheEndChangesNothing() {
        OutboundMessage message = accept("hello");
        end(new Ending(message.key(), SmsState.CANCELLED, "by sender"));

        assertThat(end(new Ending(message.key(), SmsState.EXPIRED, "late"))).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.CANCELLED);
    }

    @Test
    void claimsAndEndingsOfOneBatchAreWrittenTogether() {
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
    void aMovedMessageIsTakenUpByItsNewWayAlone() {
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
    void aMovedMessageKeepsWhatIsInDoubtUntilItIsCutOtherwise() {
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
    void aMessageThatItsSmscHasOrThatHasEndedIsNotMoved() {
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
    void aMessageThatWaitsIsDueAtItsTimeAndSaysWhyUntilItIsClaimed() {
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
    void theRestOfAMessageWaitsAndKeepsHowItWasCut() {
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
    void anAttemptThatBeginsAgainMayBeCutAnew() {
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
    void whatTheSmscHasIsNotClaimedAgainHoweverLateItWasRead() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        submit(submitted(message, 1, 1, "a", "a"));

        assertThat(claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 2, false, null)))
                .containsExactly(message.key());
    }

    @Test
    void aMessageThatItsSmscHasAPartOfIsNotMovedAndTheRestIsDueForItsOwnWay() {
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
    void aLateResponseIsNotUndoneByTheResultThatItWasFasterThan() {
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
    void aMovedMessageCanBeCancelled() {
        OutboundMessage message = accept("hello");
        move(message, OTHER_WAY, 0);

        get(store().cancel(ACCOUNT, message.id()));

        assertThat(report(message).progress().state()).isEqualTo(SmsState.CANCELLED);
        assertThat(get(store().dueSms(OTHER_WAY, 9_000, 10))).isEmpty();
        assertThat(claimAt(OTHER_WAY, new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null)))
                .containsExactly(message.key());
    }

    @Test
    void theMarkOfClaimedMessagesNeverGoesBack() {
        get(store().claimSms(WAY, marks(50, 50)));
        get(store().claimSms(WAY, marks(40, 40)));

        assertThat(get(store().claimedUpTo(WAY))).isEqualTo(50);
        assertThat(get(store().claimedUpTo("never-seen"))).isZero();
    }

    @Test
    void aMessageClaimedWholeLeavesNoTraceButTheMarks() {
        OutboundMessage message = accept("hello");

        Set<Long> late = claimWhole(message);

        assertThat(late).isEmpty();
        assertThat(get(store().claimedUpTo(WAY))).isEqualTo(message.key());
        assertThat(get(store().unclaimed(WAY, message.key(), 10))).isEmpty();
        assertThat(get(store().unfinishedSms(WAY))).containsExactly(new UnfinishedSms(message, 1, List.of(), null));
        assertThat(report(message).progress().attempts()).isZero();
    }

    @Test
    void theFirstResultOfAMessageClaimedWholeIsItsProgress() {
        OutboundMessage message = accept("long");
        OutboundMessage behind = accept("behind");
        claimWhole(message, behind);

        List<StateChange> changes = submit(submitted(message, 1, 2, "a", "a"), submitted(message, 2, 2, "b", "b"));

        assertThat(changes).containsExactly(new StateChange(message.key(), SmsState.SUBMITTED, 1));
        assertThat(report(message).progress().attempts()).isEqualTo(1);
        assertThat(get(store().unfinishedSms(WAY))).containsExactly(new UnfinishedSms(behind, 1, List.of(), null));
    }

    @Test
    void aSegmentOfAMessageClaimedWholeThatHasNoResultIsInDoubt() {
        OutboundMessage message = accept("long");
        claimWhole(message);
        submit(other(message, 2, 3, SegmentState.PENDING, 0x58));

        assertThat(get(store().unfinishedSms(WAY)))
                .containsExactly(new UnfinishedSms(
                        message, 1, List.of(SegmentState.CLAIMED, SegmentState.PENDING, SegmentState.CLAIMED), null));
    }

    @Test
    void aMessageThatEndedBeforeItsWayCameToItIsTooLateToSend() {
        OutboundMessage first = accept("first");
        OutboundMessage ended = accept("ended");
        end(new Ending(ended.key(), SmsState.CANCELLED, "by sender"));

        assertThat(claimWhole(first, ended)).containsExactly(ended.key());
        assertThat(claimWhole(accept("next"))).isEmpty();
        assertThat(report(ended).progress().state()).isEqualTo(SmsState.CANCELLED);
    }

    @Test
    void aResultAfterTheEndIsNotedAndChangesNothing() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        end(new Ending(message.key(), SmsState.UNKNOWN, "given up"));

        assertThat(submit(submitted(message, 1, 1, "a", "a"))).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.UNKNOWN);
        assertThat(report(message).segments())
                .containsExactly(new SegmentProgress(SegmentState.SUBMITTED, "a", 0, EXCHANGE));
    }

    @Test
    void aReceiptFollowsTheFirstOfItsReferencesThatIsKnown() {
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
    void aReceiptThatWaitsIsTakenByWhicheverOfItsReferencesTheResponseLeaves() {
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
    void aReceiptThatIsInDoubtWaitsUntilItsTimeIsOver() {
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
    void aReceiptThatMatchesNothingIsJudgedOnceAndKeptUntilItIsDropped() {
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
    void aReceiptThatWasJudgedIsStillTakenByALaterResponse() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        receive(PlainReceipt.of(SegmentState.DELIVERED, "26"));
        get(receipts().judge(Long.MAX_VALUE, 10));

        submit(submitted(message, 1, 1, "26", "26"));

        assertThat(report(message).progress().state()).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void aReceiptUnderAnIdThatNeverCameIsOfWhatWasSentToItsNumberAndNotAnswered() {
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
    void whatWasLearntOfIdsIsKept() {
        assertThat(get(receipts().learnt(WAY))).isEmpty();
        get(receipts().saveLearnt(WAY, "hex 5"));
        get(receipts().saveLearnt(WAY, "hex 6"));

        assertThat(get(receipts().learnt(WAY))).contains("hex 6");
    }

    @Test
    void aMessageOfWhichNothingHasLeftCanBeCancelled() {
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
    void aMessageThatMayHaveLeftIsNotCancelledHere() {
        OutboundMessage claimed = accept("claimed");
        OutboundMessage behind = accept("behind");
        claimWhole(claimed);

        assertThat(get(store().cancel(ACCOUNT, claimed.id()))).isEqualTo(new CancelOutcome.HandedOver(claimed));
        assertThat(get(store().cancel(ACCOUNT, behind.id()))).isEqualTo(new CancelOutcome.Cancelled(behind));
    }

    @Test
    void aTextThatTheSmscHasTakenForAnotherStandsInItsPlace() {
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
    void aLateResponseEndsTheWaitAndStillMatchesItsReceipt() {
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

    @Test
    void anIdOfOddOctetsIsKeptAsItCame() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        String id = "a b\n%25\u00e9\u0000 ";
        submit(submitted(message, 1, 1, id, id));

        assertThat(report(message).segments().get(0).smscMessageId()).isEqualTo(id);
    }

    @Test
    void findsWhatWasNeverClaimedInPages() {
        OutboundMessage first = accept("1");
        OutboundMessage second = accept("2");
        OutboundMessage third = accept("3");
        OutboundMessage fourth = accept("4");
        claim(new SmsClaim(second.key(), ACCOUNT, 1, 1, 1, 1, false, null));

        assertThat(get(store().unclaimed(WAY, 0, 2))).containsExactly(first, third);
        assertThat(get(store().unclaimed(WAY, third.key(), 2))).containsExactly(fourth);
        assertThat(get(store().unclaimed("carrier-b", 0, 2))).isEmpty();
    }

    @Test
    void findsWhatWasInFlightWithTheStateOfEachSegment() {
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
    void aRetryRestsUntilItIsDue() {
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
    void aRetryIsOverOnceItIsClaimed() {
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
    void aRetryOfAnEndedMessageIsNeverDue() {
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

    @Test
    void findsWhatWasSubmittedAndNotHeardOfBeforeItExpired() {
        OutboundMessage message = accept("hello");
        claim(new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null));
        submit(submitted(message, 1, 1, "a", "a"));

        assertThat(get(store().unheardOf(message.expiresAtMicros(), 10))).isEmpty();
        assertThat(get(store().unheardOf(message.expiresAtMicros() + 1, 10))).containsExactly(message.key());
    }

    @Test
    void aCallGoesFromClaimToPlayed() {
        OutboundMessage message = accept(new Content.Voice("emergency.mp3", "3f9a"), "pbx");

        Set<Long> late =
                get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), message.key())));
        get(store().recordCalls(List.of(new CallRecord(message.key(), VoiceState.PLAYING, null, null))));
        get(store().recordCalls(List.of(new CallRecord(message.key(), VoiceState.PLAYED, null, null))));

        assertThat(late).isEmpty();
        assertThat(log().takeChanges())
                .containsExactly(
                        new StateChange(message.key(), VoiceState.CALLING, 1),
                        new StateChange(message.key(), VoiceState.PLAYING, 2),
                        new StateChange(message.key(), VoiceState.PLAYED, 3));
        assertThat(get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))))
                .containsExactly(message.key());
    }

    @Test
    void keepsHowTheAudioOfACallLeftAndArrived() {
        OutboundMessage silentPeer = accept(new Content.Voice("emergency.mp3", "3f9a"), "pbx");
        OutboundMessage peerThatReports = accept(new Content.Voice("emergency.mp3", "3f9a"), "pbx");
        var sent = new AudioFigures.Sent(40, 1_900, 8_000, 2);
        var received = new AudioFigures.Received(180, 1, 350);
        var one = calledWith(new AudioFigures("PCMA", 20, sent, received, null));
        var other = calledWith(new AudioFigures("G722", 30, sent, received, new AudioFigures.Peer(3, 125, -1)));
        get(store().claimCalls(
                        "pbx",
                        new CallClaims(List.of(silentPeer.key(), peerThatReports.key()), List.of(), silentPeer.key())));

        get(store().recordCalls(List.of(
                new CallRecord(silentPeer.key(), VoiceState.PLAYED, null, one),
                new CallRecord(peerThatReports.key(), VoiceState.PLAYED, null, other))));

        assertThat(report(silentPeer).call()).isEqualTo(one);
        assertThat(report(peerThatReports).call()).isEqualTo(other);
    }

    private static CallReport calledWith(AudioFigures audio) {
        return new CallReport(
                "pbx",
                "a84b4c76e66710@gw",
                new CallReport.Answer(200, "OK", 16),
                new CallReport.Times(
                        1_699_999_990_000_000L, 1_699_999_991_000_000L, 1_700_000_000_000_000L, 1_700_000_004_000_000L),
                new CallReport.Played(3_680, 3_680, 2, 184, false, audio),
                "71");
    }

    @Test
    void keepsWhatWentOverTheWireInEachCall() {
        OutboundMessage message = accept(new Content.Voice("emergency.mp3", "3f9a"), "pbx");
        get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), message.key())));
        var one = new CallTrace(
                "pbx",
                "a84b4c76e66710@gw",
                List.of(
                        new CallTrace.Entry(
                                1_700_000_000_000_000L,
                                CallTrace.Kind.SENT,
                                "192.0.2.7:5060",
                                "INVITE sip:+46736265449@pbx.example SIP/2.0\r\nSubject: h\u00e4lsning\r\n\r\n"),
                        new CallTrace.Entry(1_700_000_000_000_100L, CallTrace.Kind.NOTE, "", "audio begins")),
                3);
        var other = new CallTrace("backup", "b", List.of(), 0);

        get(store().recordCalls(List.of(new CallRecord(message.key(), VoiceState.RINGING, null, null, one, 0))));
        get(store().recordCalls(List.of(new CallRecord(message.key(), VoiceState.PLAYED, null, null, other, 0))));

        assertThat(get(store().timeline(message.request().account(), message.id()))
                        .orElseThrow()
                        .calls())
                .containsExactly(one, other);
    }

    @Test
    void keepsHowAVoiceMessageIsToBePlayed() {
        var some = new Content.Voice("a.mp3", "1", new VoiceOptions(null, Duration.ofSeconds(3), null, 0));
        var menu = List.of(new MenuChoice('2', "b.mp3", "2f"), new MenuChoice('*', "a.mp3", "1"));
        var all = new Content.Voice("a.mp3", "1", new VoiceOptions(5, Duration.ZERO, "#", 3, menu));

        assertThat(report(accept(some, "pbx")).message().request().content()).isEqualTo(some);
        assertThat(report(accept(all, "pbx")).message().request().content()).isEqualTo(all);
    }

    private OutboundMessage acceptVoice(long account, int priority, Duration ahead) {
        MessageRequest request = new MessageRequest(
                account,
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                new Content.Voice("a.mp3", "1", new VoiceOptions(null, null, null, priority)),
                Duration.ofDays(3),
                ahead.isZero() ? SendPlan.NOW : new SendPlan(nowMicros() + ahead.toNanos() / 1_000, null));
        return ((AcceptOutcome.Kept) get(store().accept(request, "pbx"))).message();
    }

    @Test
    void voiceMessagesThatWereNeverClaimedStandInALaneForEachAccountAndPriority() {
        OutboundMessage first = acceptVoice(1, 0, Duration.ZERO);
        OutboundMessage urgent = acceptVoice(1, 2, Duration.ZERO);
        OutboundMessage other = acceptVoice(2, 0, Duration.ZERO);
        OutboundMessage claimed = acceptVoice(2, 3, Duration.ZERO);
        OutboundMessage last = acceptVoice(1, 0, Duration.ZERO);
        acceptVoice(3, 0, Duration.ofHours(1));
        accept(new Content.Voice("a.mp3", "1"), "backup");
        get(store().claimCalls("pbx", new CallClaims(List.of(claimed.key()), List.of(), 0)));

        CallLane usual = new CallLane(1, 0);
        assertThat(get(store().callLanes("pbx", 0)))
                .containsExactly(
                        new CallLane.Waiting(usual, last.key()),
                        new CallLane.Waiting(new CallLane(1, 2), urgent.key()),
                        new CallLane.Waiting(new CallLane(2, 0), other.key()));
        assertThat(get(store().callLanes("pbx", other.key()))).containsExactly(new CallLane.Waiting(usual, last.key()));
        assertThat(get(store().callLanes("never-seen", 0))).isEmpty();
        assertThat(get(store().unclaimedCalls("pbx", usual, 0, 10))).containsExactly(first, last);
        assertThat(get(store().unclaimedCalls("pbx", usual, 0, 1))).containsExactly(first);
        assertThat(get(store().unclaimedCalls("pbx", usual, first.key(), 10))).containsExactly(last);
        assertThat(get(store().unclaimedCalls("pbx", new CallLane(1, 2), 0, 10)))
                .containsExactly(urgent);
        assertThat(get(store().unclaimedCalls("pbx", new CallLane(2, 3), 0, 10)))
                .isEmpty();
    }

    @Test
    void aPageOfCallsThatAreDueHasTheFirstOfEachLaneBeforeTheSecondOfAny() {
        OutboundMessage first = acceptVoice(1, 0, Duration.ofHours(1));
        OutboundMessage second = acceptVoice(1, 0, Duration.ofHours(2));
        acceptVoice(1, 0, Duration.ofHours(3));
        OutboundMessage other = acceptVoice(2, 0, Duration.ofHours(3));
        OutboundMessage urgent = acceptVoice(1, 1, Duration.ofHours(4));
        acceptVoice(3, 0, Duration.ofHours(5));

        long at = nowMicros() + TimeUnit.HOURS.toMicros(4);
        assertThat(get(store().dueCalls("pbx", at, 4)))
                .containsExactly(
                        new DueCall(first, 0), new DueCall(other, 0), new DueCall(urgent, 0), new DueCall(second, 0));
    }

    @Test
    void aCallThatCameToNothingIsDueAgainAtItsTime() {
        OutboundMessage message = accept(new Content.Voice("a.mp3", "1"), "pbx");
        get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), message.key())));
        get(store().recordCalls(List.of(
                new CallRecord(message.key(), VoiceState.SCHEDULED, "busy", null, null, 5_000_000_000_000_000L))));

        assertThat(get(store().unfinishedCalls("pbx"))).isEmpty();
        assertThat(get(store().dueCalls("pbx", 4_999_999_999_999_999L, 10))).isEmpty();
        assertThat(get(store().dueCalls("pbx", 5_000_000_000_000_000L, 10))).containsExactly(new DueCall(message, 1));
        assertThat(get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))))
                .isEmpty();
        assertThat(report(message).progress().attempts()).isEqualTo(2);
        assertThat(report(message).progress().state()).isEqualTo(VoiceState.CALLING);
        assertThat(get(store().dueCalls("pbx", Long.MAX_VALUE, 10))).isEmpty();
    }

    @Test
    void aCallThatWaitsToBeMadeAgainIsTakenBackAtOnce() {
        OutboundMessage message = accept(new Content.Voice("a.mp3", "1"), "pbx");
        get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), message.key())));
        get(store().recordCalls(List.of(
                new CallRecord(message.key(), VoiceState.SCHEDULED, "busy", null, null, 5_000_000_000_000_000L))));

        assertThat(get(store().cancel(message.request().account(), message.id())))
                .isInstanceOf(CancelOutcome.Cancelled.class);
        assertThat(get(store().dueCalls("pbx", Long.MAX_VALUE, 10))).isEmpty();
        assertThat(get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))))
                .containsExactly(message.key());
    }

    @Test
    void aVoiceMessageThatWasNeverCalledGoesToAnotherTrunkOnceAndForAll() {
        OutboundMessage message = accept(new Content.Voice("a.mp3", "1"), "pbx");
        Move move = new Move(message.key(), "backup", 5_000, "why");
        get(store().claimCalls("pbx", new CallClaims(List.of(), List.of(), List.of(move), message.key())));

        OutboundMessage moved = report(message).message();
        assertThat(moved.way()).isEqualTo("backup");
        assertThat(get(store().claimedUpTo("pbx"))).isEqualTo(message.key());
        assertThat(get(store().unclaimed("backup", 0, 10))).isEmpty();
        assertThat(get(store().dueCalls("pbx", 9_000, 10))).isEmpty();
        assertThat(get(store().dueCalls("backup", 5_000, 10))).containsExactly(new DueCall(moved, 0));
        assertThat(get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))))
                .as("its old trunk has read it before")
                .containsExactly(message.key());
        assertThat(get(store().claimCalls("backup", new CallClaims(List.of(message.key()), List.of(), 0))))
                .isEmpty();
        assertThat(report(message).progress().attempts()).isEqualTo(1);
        assertThat(get(store().timeline(ACCOUNT, message.id())).orElseThrow().steps())
                .extracting(step -> step.step().kind(), step -> step.step().detail())
                .containsExactly(tuple(Step.Kind.MOVED, "why"));
    }

    @Test
    void aCallThatItsTrunkDidNotTakeEndsAndGoesToTheNextInOneCommit() {
        OutboundMessage message = accept(new Content.Voice("a.mp3", "1"), "pbx");
        get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), message.key())));
        Move move = new Move(message.key(), "backup", 5_000, "why");
        var trace = new CallTrace("pbx", "a", List.of(), 0);
        get(store().recordCalls(
                        List.of(new CallRecord(message.key(), VoiceState.SCHEDULED, "503", null, trace, 0, move))));

        assertThat(get(store().unfinishedCalls("pbx"))).isEmpty();
        assertThat(get(store().dueCalls("backup", 5_000, 10)))
                .containsExactly(new DueCall(report(message).message(), 1));
        assertThat(get(store().timeline(ACCOUNT, message.id())).orElseThrow().calls())
                .containsExactly(trace);
    }

    @Test
    void aVoiceMessageThatIsBeingCalledOrHasEndedIsNotMoved() {
        OutboundMessage up = accept(new Content.Voice("a.mp3", "1"), "pbx");
        OutboundMessage over = accept(new Content.Voice("a.mp3", "1"), "pbx");
        get(store().claimCalls("pbx", new CallClaims(List.of(up.key()), List.of(), 0)));
        get(store().cancel(ACCOUNT, over.id()));
        List<Move> moves = List.of(new Move(up.key(), "backup", 0, "why"), new Move(over.key(), "backup", 0, "why"));
        get(store().claimCalls("pbx", new CallClaims(List.of(), List.of(), moves, 0)));

        assertThat(report(up).message().way()).isEqualTo("pbx");
        assertThat(report(over).message().way()).isEqualTo("pbx");
        assertThat(get(store().dueCalls("backup", 9_000, 10))).isEmpty();
    }

    @Test
    void findsCallsThatWereUp() {
        OutboundMessage up = accept(new Content.Voice("a.mp3", "1"), "pbx");
        OutboundMessage over = accept(new Content.Voice("a.mp3", "1"), "pbx");
        accept(new Content.Voice("a.mp3", "1"), "pbx");
        get(store().claimCalls("pbx", new CallClaims(List.of(up.key(), over.key()), List.of(), 0)));
        get(store().recordCalls(List.of(new CallRecord(over.key(), VoiceState.BUSY, null, null))));

        assertThat(get(store().unfinishedCalls("pbx"))).containsExactly(up.key());
    }

    @Test
    void aScheduledSmsIsDueAtItsTimeAndNotBefore() {
        OutboundMessage message = schedule(Content.Text.of("later"), WAY, Duration.ofHours(2));
        long at = message.request().plan().sendAtMicros();

        assertThat(report(message).message()).isEqualTo(message);
        assertThat(report(message).progress().state()).isEqualTo(SmsState.SCHEDULED);
        assertThat(log().takeChanges()).containsExactly(new StateChange(message.key(), SmsState.SCHEDULED, 1));
        assertThat(message.expiresAtMicros()).isEqualTo(at + TimeUnit.DAYS.toMicros(3));
        assertThat(get(store().unclaimed(WAY, 0, 10))).isEmpty();
        assertThat(get(store().unfinishedSms(WAY))).isEmpty();
        assertThat(get(store().dueSms(WAY, at - 1, 10))).isEmpty();
        assertThat(get(store().dueSms(WAY, at, 10)))
                .containsExactly(new UnfinishedSms(message, 0, List.of(), UnfinishedSms.ANEW));
        assertThat(claim(timed(message))).as("its way's clock is fast").containsExactly(message.key());
        later(Duration.ofHours(2));
        assertThat(claim(timed(message))).isEmpty();
        assertThat(log().takeChanges()).containsExactly(new StateChange(message.key(), SmsState.ACCEPTED, 2));
        assertThat(get(store().dueSms(WAY, at, 10))).isEmpty();
        assertThat(get(store().unfinishedSms(WAY)))
                .containsExactly(new UnfinishedSms(message, 1, List.of(SegmentState.CLAIMED), null));
    }

    @Test
    void aScheduleThatWasMissedIsStillDueAndWorthAsMuchAsAtItsTime() {
        OutboundMessage second = schedule(Content.Text.of("second"), WAY, Duration.ofHours(3));
        OutboundMessage first = schedule(Content.Text.of("first"), WAY, Duration.ofHours(2));
        long at = first.request().plan().sendAtMicros();
        later(Duration.ofDays(2));

        assertThat(get(store().dueSms(WAY, at + TimeUnit.DAYS.toMicros(2), 10)))
                .extracting(UnfinishedSms::message)
                .containsExactly(first, second);
        assertThat(first.expiresAtMicros()).isEqualTo(at + TimeUnit.DAYS.toMicros(3));
        assertThat(claim(timed(first))).isEmpty();
        assertThat(get(store().dueSms(WAY, Long.MAX_VALUE, 10)))
                .extracting(UnfinishedSms::message)
                .containsExactly(second);
    }

    @Test
    void theMarksOfAWayDoNotSpeakOfScheduledMessages() {
        OutboundMessage timed = schedule(Content.Text.of("later"), WAY, Duration.ofHours(2));
        OutboundMessage next = accept("now");
        claimWhole(next);

        assertThat(get(store().unfinishedSms(WAY))).containsExactly(new UnfinishedSms(next, 1, List.of(), null));
        assertThat(get(store().cancel(ACCOUNT, timed.id()))).isInstanceOf(CancelOutcome.Cancelled.class);
        assertThat(claimWhole(accept("another"))).isEmpty();
    }

    @Test
    void aScheduledCallIsDueAtItsTimeAndNotBefore() {
        OutboundMessage message = schedule(new Content.Voice("a.mp3", "1"), "pbx", Duration.ofHours(2));
        long at = message.request().plan().sendAtMicros();

        assertThat(report(message).progress().state()).isEqualTo(VoiceState.SCHEDULED);
        assertThat(get(store().unclaimed("pbx", 0, 10))).isEmpty();
        assertThat(get(store().dueCalls("pbx", at - 1, 10))).isEmpty();
        assertThat(get(store().dueCalls("pbx", at, 10))).containsExactly(new DueCall(message, 0));
        assertThat(get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))))
                .containsExactly(message.key());
        later(Duration.ofHours(2));
        assertThat(get(store().claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))))
                .isEmpty();
        assertThat(get(store().dueCalls("pbx", at, 10))).isEmpty();
        assertThat(report(message).progress().attempts()).isEqualTo(1);
    }

    @Test
    void aChangedMessageGoesAsItWasChangedAndWhoHasReadItBeforeCannotClaimIt() {
        OutboundMessage message = schedule(Content.Text.of("later"), WAY, Duration.ofHours(2));
        Content.Text text = new Content.Text("two parts", SmsOptions.NONE, SmsSize.of("gsm7", 2));

        ChangeOutcome outcome = get(store().change(ACCOUNT, message.id(), new Change(null, text)));

        OutboundMessage changed = ((ChangeOutcome.Changed) outcome).report().message();
        assertThat(changed.request().content()).isEqualTo(text);
        assertThat(report(message).message()).isEqualTo(changed);
        later(Duration.ofHours(3));
        assertThat(claim(timed(message))).containsExactly(message.key());
        assertThat(claim(timed(changed))).isEmpty();
        assertThat(get(store().timeline(ACCOUNT, message.id())).orElseThrow().steps())
                .extracting(step -> step.step().kind())
                .containsExactly(Step.Kind.CHANGED);
    }

    @Test
    void aMessageThatWasPutOffIsNotGivenUpByAWayThatDoesNotKnow() {
        OutboundMessage message = schedule(Content.Text.of("later"), WAY, Duration.ofHours(2));
        long later = message.request().plan().sendAtMicros() + TimeUnit.DAYS.toMicros(30);
        get(store().change(ACCOUNT, message.id(), new Change(later, null)));
        later(Duration.ofDays(4));

        get(store().claimSms(
                        WAY,
                        new SmsClaims(
                                List.of(),
                                List.of(),
                                List.of(new Ending(message.key(), SmsState.EXPIRED, "too old")),
                                0,
                                0)));

        assertThat(report(message).progress().state()).isEqualTo(SmsState.SCHEDULED);
        assertThat(get(store().dueSms(WAY, later - 1, 10))).isEmpty();
        assertThat(get(store().dueSms(WAY, later, 10))).hasSize(1);
    }

    @Test
    void whatMayNotLeaveAtThisHourWaitsIsDueThenAndIsClaimedThen() {
        OutboundMessage message = accept("hello");
        long morning = nowMicros() + TimeUnit.HOURS.toMicros(9);
        putOff(message, morning);
        putOff(message, morning);

        assertThat(report(message).progress().state()).isEqualTo(SmsState.SCHEDULED);
        assertThat(report(message).progress().reason()).isEqualTo("waits");
        assertThat(get(store().timeline(ACCOUNT, message.id())).orElseThrow().steps())
                .extracting(step -> step.step().kind())
                .containsExactly(Step.Kind.WAITS);
        assertThat(get(store().unclaimed(WAY, 0, 10))).isEmpty();
        assertThat(get(store().dueSms(WAY, morning - 1, 10))).isEmpty();
        assertThat(get(store().dueSms(WAY, morning, 10))).hasSize(1);

        later(Duration.ofHours(9));
        assertThat(claim(timed(message))).isEmpty();
        assertThat(report(message).progress().state()).isEqualTo(SmsState.ACCEPTED);
        assertThat(report(message).progress().reason()).isNull();
        assertThat(get(store().dueSms(WAY, Long.MAX_VALUE, 10))).isEmpty();
    }

    @Test
    void whatHasEndedOrIsWithItsSmscIsNotPutOff() {
        OutboundMessage cancelled = accept("hello");
        OutboundMessage begun = acceptLong("+46736265449");
        get(store().cancel(ACCOUNT, cancelled.id()));
        claim(new SmsClaim(begun.key(), ACCOUNT, 2, 1, 2, 1, false, null));
        submit(submitted(begun, 1, 2, "a", "a"));
        putOff(cancelled, nowMicros());
        putOff(begun, nowMicros());

        assertThat(get(store().dueSms(WAY, Long.MAX_VALUE, 10))).isEmpty();
        assertThat(report(cancelled).progress().state()).isEqualTo(SmsState.CANCELLED);
    }

    private void putOff(OutboundMessage message, long atMicros) {
        PutOff putOff = PutOff.untilItsHour(message.key(), atMicros, "waits");
        get(store().claimSms(WAY, SmsClaims.putOff(List.of(putOff), message.key(), message.key())));
    }

    @Test
    void aCallThatMayNotBeMadeAtThisHourWaitsUnlessItIsUp() {
        OutboundMessage up = accept(new Content.Voice("a.mp3", "1"), "pbx");
        OutboundMessage waiting = accept(new Content.Voice("a.mp3", "1"), "pbx");
        long morning = nowMicros() + TimeUnit.HOURS.toMicros(9);
        get(store().claimCalls("pbx", new CallClaims(List.of(up.key()), List.of(), 0)));
        List<PutOff> putOffs = List.of(
                PutOff.untilItsHour(up.key(), morning, "waits"),
                PutOff.untilItsHour(waiting.key(), morning, "waits for the window"));
        get(store().claimCalls("pbx", new CallClaims(List.of(), List.of(), List.of(), putOffs, waiting.key())));

        assertThat(report(up).progress().state()).isEqualTo(VoiceState.CALLING);
        assertThat(report(waiting).progress().state()).isEqualTo(VoiceState.SCHEDULED);
        assertThat(report(waiting).progress().reason()).isEqualTo("waits for the window");
        assertThat(get(store().dueCalls("pbx", morning - 1, 10))).isEmpty();
        assertThat(get(store().dueCalls("pbx", morning, 10)))
                .extracting(due -> due.message().key())
                .containsExactly(waiting.key());
    }

    @Test
    void whatHasNoTimeOrWhoseTimeHasComeIsNotChanged() {
        OutboundMessage now = accept("now");
        OutboundMessage due = schedule(Content.Text.of("later"), WAY, Duration.ofHours(2));
        OutboundMessage call = schedule(new Content.Voice("a.mp3", "1"), "pbx", Duration.ofHours(9));
        later(Duration.ofHours(2));
        Change change = new Change(nowMicros() + 1_000_000, null);

        assertThat(get(store().change(ACCOUNT, now.id(), change)))
                .isEqualTo(new ChangeOutcome.TooLate(SmsState.ACCEPTED));
        assertThat(get(store().change(ACCOUNT, due.id(), change)))
                .isEqualTo(new ChangeOutcome.TooLate(SmsState.SCHEDULED));
        assertThat(get(store().change(ACCOUNT + 1, call.id(), change))).isEqualTo(new ChangeOutcome.Unknown());
        assertThat(get(store().change(ACCOUNT, call.id(), change))).isInstanceOf(ChangeOutcome.Changed.class);
        get(store().cancel(ACCOUNT, call.id()));
        assertThat(get(store().change(ACCOUNT, call.id(), change)))
                .isEqualTo(new ChangeOutcome.TooLate(VoiceState.CANCELLED));
    }

    @Test
    void ofEachClaimAndCancelExactlyOneWinsAndWhatWasReportedIsWhatHappened() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            List<OutboundMessage> messages = scheduleMany(500);
            later(Duration.ofHours(1));
            Map<Long, CompletableFuture<Set<Long>>> claims = new ConcurrentHashMap<>();
            Map<Long, CompletableFuture<CancelOutcome>> cancels = new ConcurrentHashMap<>();
            for (OutboundMessage message : messages) {
                Runnable claim = () -> claims.put(
                        message.key(),
                        store().claimSms(WAY, new SmsClaims(List.of(), List.of(timed(message)), List.of(), 0, 0)));
                Runnable cancel = () -> cancels.put(message.key(), store().cancel(ACCOUNT, message.id()));
                boolean claimFirst = random.nextBoolean();
                CompletableFuture<Void> other = CompletableFuture.runAsync(claimFirst ? claim : cancel, racer());
                (claimFirst ? cancel : claim).run();
                other.join();
            }
            for (OutboundMessage message : messages) {
                boolean sent =
                        get(Objects.requireNonNull(claims.get(message.key()))).isEmpty();
                CancelOutcome cancelled = get(Objects.requireNonNull(cancels.get(message.key())));
                assertThat(cancelled)
                        .isEqualTo(sent ? new CancelOutcome.HandedOver(message) : new CancelOutcome.Cancelled(message));
                assertThat(report(message).progress().state()).isEqualTo(sent ? SmsState.ACCEPTED : SmsState.CANCELLED);
                assertThat(report(message).segments()).hasSize(sent ? 1 : 0);
            }
        }
        assertThat(get(store().dueSms(WAY, Long.MAX_VALUE, 10))).isEmpty();
    }

    private List<OutboundMessage> scheduleMany(int count) {
        List<CompletableFuture<AcceptOutcome>> kept = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            kept.add(store().accept(planned(Content.Text.of("x"), Duration.ofMinutes(30)), WAY));
        }
        return kept.stream()
                .map(one -> ((AcceptOutcome.Kept) get(one)).message())
                .toList();
    }

    @Test
    void listsTheMessagesThatAreAskedForTheNewestFirstInPagesThatDoNotShift() {
        OutboundMessage first = accept("first");
        OutboundMessage call = accept(new Content.Voice("a.mp3", "1"), "pbx");
        OutboundMessage named = schedule(Content.Text.of("later"), WAY, Duration.ofHours(2));
        OutboundMessage other = accept(Content.Text.of("x"), WAY, "+46736265450");
        end(new Ending(first.key(), SmsState.EXPIRED, "late"));

        MessagePage page = get(store().list(filter(null, null, null, null, Long.MAX_VALUE), 2));
        accept("after the first page");

        assertThat(keys(page)).containsExactly(other.key(), named.key());
        assertThat(keys(get(store().list(filter(null, null, null, null, page.nextBeforeKey()), 9))))
                .containsExactly(call.key(), first.key());
        assertThat(keys(get(store().list(filter(true, null, null, null, Long.MAX_VALUE), 9))))
                .containsExactly(call.key());
        assertThat(keys(get(store().list(filter(null, "scheduled", null, null, Long.MAX_VALUE), 9))))
                .containsExactly(named.key());
        assertThat(keys(get(store().list(filter(null, "expired", null, null, Long.MAX_VALUE), 9))))
                .containsExactly(first.key());
        assertThat(keys(get(store().list(filter(null, "accepted", "+46736265450", null, Long.MAX_VALUE), 9))))
                .containsExactly(other.key());
        assertThat(keys(get(store().list(filter(null, null, null, "order-17", Long.MAX_VALUE), 9))))
                .containsExactly(named.key());
        assertThat(get(store().list(filter(null, null, null, "order-18", Long.MAX_VALUE), 9)))
                .isEqualTo(new MessagePage(List.of(), 0));
    }

    private static MessageFilter filter(
            @Nullable Boolean voice,
            @Nullable String state,
            @Nullable String to,
            @Nullable String reference,
            long before) {
        return new MessageFilter(ACCOUNT, voice, state, null, to, reference, null, 0, Long.MAX_VALUE, before);
    }

    private static List<Long> keys(MessagePage page) {
        return page.messages().stream().map(report -> report.message().key()).toList();
    }

    protected final OutboundMessage schedule(Content content, String way, Duration ahead) {
        return ((AcceptOutcome.Kept) get(store().accept(planned(content, ahead), way))).message();
    }

    private MessageRequest planned(Content content, Duration ahead) {
        return new MessageRequest(
                ACCOUNT,
                new Sender("+46736265400"),
                new PhoneNumber("+46736265449"),
                content,
                Duration.ofDays(3),
                new SendPlan(nowMicros() + ahead.toNanos() / 1_000, "order-17"));
    }

    protected static SmsClaim timed(OutboundMessage message) {
        int total = ((Content.Sms) message.request().content()).size().segments();
        int segments = Math.max(1, total);
        return new SmsClaim(
                message.key(),
                ACCOUNT,
                segments,
                1,
                segments,
                1,
                false,
                null,
                message.request().plan().sendAtMicros());
    }

    private OutboundMessage accept(String text) {
        return accept(Content.Text.of(text), WAY);
    }

    private OutboundMessage acceptLong(String to) {
        return accept(new Content.Text("long", SmsOptions.NONE, SmsSize.of("gsm7", 2)), WAY, to);
    }

    protected final OutboundMessage accept(Content content, String way) {
        return accept(content, way, "+46736265449");
    }

    private OutboundMessage accept(Content content, String way, String to) {
        MessageRequest request = new MessageRequest(
                ACCOUNT, new Sender("+46736265400"), new PhoneNumber(to), content, Duration.ofDays(3));
        return ((AcceptOutcome.Kept) get(store().accept(request, way))).message();
    }

    private Set<Long> claim(SmsClaim claim) {
        return get(store().claimSms(WAY, new SmsClaims(List.of(), List.of(claim), List.of(), 0, 0)));
    }

    private Set<Long> claimAt(String way, SmsClaim claim) {
        return get(store().claimSms(way, new SmsClaims(List.of(), List.of(claim), List.of(), 0, 0)));
    }

    private void move(OutboundMessage message, String to, long atMicros) {
        Move move = new Move(message.key(), to, atMicros, "why");
        get(store().claimSms(WAY, SmsClaims.leaving(List.of(move), 0, 0)));
    }

    /** Claims whole messages at their first attempt. */
    private Set<Long> claimWhole(OutboundMessage... messages) {
        List<Long> keys = Stream.of(messages).map(OutboundMessage::key).sorted().toList();
        return get(store().claimSms(WAY, new SmsClaims(keys, List.of(), List.of(), keys.get(keys.size() - 1), 0)));
    }

    private static SmsClaims marks(long claimedUpTo, long resolvedUpTo) {
        return new SmsClaims(List.of(), List.of(), List.of(), claimedUpTo, resolvedUpTo);
    }

    /** What moves on by it. */
    private List<StateChange> submit(SubmitRecord... results) {
        log().takeChanges();
        get(store().recordSubmits(WAY, SubmitBatch.of(List.of(results))));
        return log().takeChanges();
    }

    /** What moves on by it. */
    private List<StateChange> receive(ReceiptReading receipt) {
        log().takeChanges();
        get(receipts().record(WAY, List.of(receipt)));
        return log().takeChanges();
    }

    /** What moves on by it. */
    private List<StateChange> end(Ending ending) {
        log().takeChanges();
        get(store().end(List.of(ending)));
        return log().takeChanges();
    }

    private static SubmitRecord submitted(OutboundMessage message, int segment, int total, String id, String form) {
        SegmentProgress progress = new SegmentProgress(SegmentState.SUBMITTED, id, 0, EXCHANGE);
        return new SubmitRecord(message.key(), ACCOUNT, segment, total, 1, progress, form);
    }

    private static SubmitRecord other(
            OutboundMessage message, int segment, int total, SegmentState state, int commandStatus) {
        SegmentProgress progress = new SegmentProgress(state, null, commandStatus, EXCHANGE);
        return new SubmitRecord(message.key(), ACCOUNT, segment, total, 1, progress, null);
    }

    private MessageReport report(OutboundMessage message) {
        return get(store().find(ACCOUNT, message.id())).orElseThrow();
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.join();
    }
}
