package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.sip.dialog.CallCommand.DropInvite;
import trunkline.sip.dialog.CallCommand.Forget;
import trunkline.sip.dialog.CallCommand.SendAck;
import trunkline.sip.dialog.CallCommand.SendBye;
import trunkline.sip.dialog.CallCommand.SendCancel;
import trunkline.sip.dialog.CallCommand.TellAnswered;
import trunkline.sip.dialog.CallCommand.TellEarlyMedia;
import trunkline.sip.dialog.CallCommand.TellEnded;
import trunkline.sip.dialog.CallCommand.TellRinging;
import trunkline.sip.dialog.CallCommand.TellTrying;
import trunkline.sip.dialog.CallOutcome.Busy;
import trunkline.sip.dialog.CallOutcome.Cancelled;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.Failed;
import trunkline.sip.dialog.CallOutcome.HungUpBy;
import trunkline.sip.dialog.CallOutcome.Missing;
import trunkline.sip.dialog.CallOutcome.NoAnswer;
import trunkline.sip.dialog.CallOutcome.Unreachable;

/** Times are bare numbers: ring 45, talk 3600, BYE 5, 64 × T1 32. */
class CallStateTest {

    private static final CallTimings TIMINGS = new CallTimings(45, 3600, 5, 32);
    private static final MessageBody SDP = MessageBody.sdp("v=0\r\n");
    private static final SipStatus OK = SipStatus.received(200, "OK");
    private static final SipStatus TERMINATED = SipStatus.received(487, "Request Terminated");
    private static final Answer ANSWER = new Answer("a", OK, SDP, null);
    private static final Answer OTHER_ANSWER = new Answer("b", OK, SDP, null);
    private static final Progress TRYING = new Progress(100, null);
    private static final Progress RINGS = new Progress(180, null);

    private final Calling calling = calling(0);
    private final CallState trying = calling.onProgress(TRYING, 1).next();
    private final CallState ringing = trying.onProgress(RINGS, 2).next();
    private final CallState answered = ringing.onAnswer(ANSWER, 10).next();

    private static Calling calling(long nowNanos) {
        return (Calling) Locating.since(nowNanos, TIMINGS).onSent().next();
    }

    @Test
    void goesFromTheInviteOverRingingToTheAnswer() {
        assertThat(calling.onProgress(TRYING, 1).commands()).containsExactly(new TellTrying());
        assertThat(trying.onProgress(RINGS, 2).commands()).containsExactly(new TellRinging(180));
        assertThat(ringing.onAnswer(ANSWER, 10).commands()).containsExactly(new SendAck("a"), new TellAnswered(SDP));
        assertThat(answered).isInstanceOf(Answered.class);
    }

    @Test
    void isAnsweredWithoutAnyProvisionalResponse() {
        assertThat(calling.onAnswer(ANSWER, 1).commands()).containsExactly(new SendAck("a"), new TellAnswered(SDP));
    }

    @Test
    void tellsEachProgressOnce() {
        assertThat(ringing.onProgress(RINGS, 3).commands()).isEmpty();
        CallStep early = ringing.onProgress(new Progress(183, SDP), 4);
        assertThat(early.commands()).containsExactly(new TellRinging(183), new TellEarlyMedia(SDP));
        assertThat(early.next().onProgress(new Progress(183, SDP), 5).commands())
                .isEmpty();
        assertThat(early.next().onProgress(TRYING, 6)).isEqualTo(new CallStep(early.next(), List.of()));
    }

    @Test
    void takesAnUnknownProvisionalResponseAs183() {
        assertThat(trying.onProgress(new Progress(170, null), 2).commands()).containsExactly(new TellRinging(183));
    }

    @Test
    void reportsATrunkThatNeverSpeaksAsUnreachable() {
        SipStatus silence = SipStatus.timeout("No response to INVITE");
        assertThat(calling.onRefusal(Refusal.of(silence), 32).commands())
                .containsExactly(new TellEnded(new Unreachable(Missing.TRUNK, silence)));
    }

    @Test
    void keepsItsRingTimeWhenTheInviteIsSentAgainWithCredentials() {
        assertThat(trying.onSent().next()).isEqualTo(calling);
        assertThat(ringing.onSent().next()).isEqualTo(calling);
    }

    // before the INVITE, and between two of them

    @Test
    void endsAtOnceWhereItIsHungUpBeforeTheInviteIsSent() {
        CallStep hungUp = Locating.since(0, TIMINGS).onHangUp(Reason.NORMAL_CLEARING, 1);
        assertThat(hungUp.commands()).singleElement().isInstanceOfSatisfying(TellEnded.class, told -> assertThat(
                        told.outcome())
                .isInstanceOf(Cancelled.class));
        assertThat(hungUp.next().onSent().next()).isEqualTo(hungUp.next());
    }

    @Test
    void isUnreachableWhereNoAddressComesInTime() {
        assertThat(Locating.since(0, TIMINGS).onTick(45).commands())
                .containsExactly(
                        new TellEnded(new Unreachable(Missing.TRUNK, SipStatus.timeout("No address in time"))));
    }

    @Test
    void goesElsewhereFromEveryStateBeforeTheAnswerWithinTheSameRingTime() {
        for (CallState state : List.of(calling, trying, ringing)) {
            assertThat(state.wantsAnswer()).isTrue();
            CallState left = state.onLeft().next();
            assertThat(left).isEqualTo(Locating.since(0, TIMINGS));
            assertThat(left.onSent().next()).isEqualTo(calling);
        }
        assertThat(ringing.rang()).isTrue();
        assertThat(trying.rang()).isFalse();
    }

    @Test
    void takesTheAnswerOfATargetThatItHasLeft() {
        assertThat(calling.onLeft().next().onAnswer(ANSWER, 5).commands())
                .containsExactly(new SendAck("a"), new TellAnswered(SDP));
    }

    // session timers

    private static CallState talking(@Nullable SessionTimer timer) {
        return ((Answered) calling(0).onAnswer(ANSWER, 10).next())
                .onSession(timer)
                .next();
    }

    @Test
    void refreshesOnceAndGoesOnFromWhatWasAgreedOn() {
        CallState state = talking(new SessionTimer(100, 180));
        assertThat(state.dueNanos()).isEqualTo(100);
        assertThat(state.onTick(99).commands()).isEmpty();
        CallStep due = state.onTick(100);
        assertThat(due.commands()).containsExactly(new CallCommand.SendRefresh("a"));
        assertThat(due.next().onTick(101).commands()).isEmpty();
        assertThat(due.next().dueNanos()).isEqualTo(180);
        CallState refreshed = due.next().onSession(new SessionTimer(200, 280)).next();
        assertThat(refreshed.dueNanos()).isEqualTo(200);
    }

    @Test
    void endsACallThatNobodyRefreshes() {
        CallStep over = talking(new SessionTimer(Long.MAX_VALUE, 180)).onTick(180);
        assertThat(over.commands()).containsExactly(new SendBye("a", Reason.SESSION_EXPIRED));
        assertThat(over.next().onByeAnswered("a", 181).commands())
                .containsExactly(new TellEnded(new Completed(HungUpBy.LOST, Duration.ofNanos(170), OK)));
    }

    @Test
    void endsACallThatThePeerDoesNotKnowAnyMoreAndTriesOnAfterOtherRefusals() {
        CallState refreshing =
                talking(new SessionTimer(100, 2_000_000_180L)).onTick(100).next();
        assertThat(refreshing
                        .onRefreshFailed(SipStatus.received(481, "Gone"), 101)
                        .commands())
                .containsExactly(new SendBye("a", Reason.SESSION_EXPIRED));
        CallState again =
                refreshing.onRefreshFailed(SipStatus.received(500, "Oops"), 180).next();
        assertThat(((Answered) again).session()).isEqualTo(new SessionTimer(180 + 1_000_000_000L, 2_000_000_180L));
    }

    @Test
    void stopsRefreshingWhereThePeerHasTurnedTheTimerOff() {
        assertThat(talking(new SessionTimer(100, 180)).onSession(null).next().dueNanos())
                .isEqualTo(3610);
    }

    // the end of the ring time

    @Test
    void cancelsWhenTheRingTimeIsOver() {
        assertThat(ringing.onTick(44)).isEqualTo(new CallStep(ringing, List.of()));
        CallStep over = ringing.onTick(45);
        assertThat(over.commands()).containsExactly(new SendCancel(Reason.NO_ANSWER));
        assertThat(over.next().onRefusal(Refusal.of(TERMINATED), 46).commands())
                .containsExactly(new TellEnded(new NoAnswer(TERMINATED)));
    }

    @Test
    void sendsNoCancelBeforeAProvisionalResponse() {
        CallStep over = calling.onTick(45);
        assertThat(over.commands()).isEmpty();
        assertThat(over.next().onProgress(TRYING, 46).commands()).containsExactly(new SendCancel(Reason.NO_ANSWER));
    }

    @Test
    void sendsCancelOnce() {
        CallState cancelling = ringing.onTick(45).next();
        assertThat(cancelling.onProgress(RINGS, 46).commands()).isEmpty();
        assertThat(cancelling.onTick(46).commands()).isEmpty();
        assertThat(cancelling.onHangUp(Reason.NORMAL_CLEARING, 46).commands()).isEmpty();
    }

    @Test
    void acknowledgesAndEndsAnAnswerThatOvertakesTheCancel() {
        CallStep race = ringing.onTick(45).next().onAnswer(ANSWER, 46);
        assertThat(race.commands()).containsExactly(new SendAck("a"), new SendBye("a", Reason.NO_ANSWER));
        assertThat(race.next().onByeAnswered("a", 47).commands()).containsExactly(new TellEnded(new NoAnswer(OK)));
    }

    @Test
    void acknowledgesAndEndsAnAnswerThatComesBeforeTheCancelCouldBeSent() {
        CallStep race = calling.onTick(45).next().onAnswer(ANSWER, 46);
        assertThat(race.commands()).containsExactly(new SendAck("a"), new SendBye("a", Reason.NO_ANSWER));
    }

    @Test
    void acknowledgesAndEndsAnAnswerThatComesAfterTheCancelSucceeded() {
        CallState ended =
                ringing.onTick(45).next().onRefusal(Refusal.of(TERMINATED), 46).next();
        assertThat(ended.onAnswer(ANSWER, 47).commands())
                .containsExactly(new SendAck("a"), new SendBye("a", Reason.NORMAL_CLEARING));
    }

    @Test
    void believesACalleeWhoTurnsOutBusyWhileTheRingTimeRunsOut() {
        SipStatus busy = SipStatus.received(486, "Busy Here");
        assertThat(ringing.onTick(45).next().onRefusal(Refusal.of(busy), 46).commands())
                .containsExactly(new TellEnded(new Busy(busy)));
    }

    @Test
    void givesUpOnACancelThatNobodyAnswers() {
        CallState cancelling = ringing.onTick(45).next();
        assertThat(cancelling.onTick(45 + 31).commands()).isEmpty();
        assertThat(cancelling.onTick(45 + 32).commands())
                .containsExactly(
                        new DropInvite(),
                        new TellEnded(new NoAnswer(SipStatus.timeout("No final response after CANCEL"))));
    }

    @Test
    void givesUpOnATrunkThatWasSilentUntilTheRingTimeWasOver() {
        SipStatus silence = SipStatus.timeout("No response to INVITE");
        assertThat(calling.onTick(45).next().onRefusal(Refusal.of(silence), 50).commands())
                .containsExactly(new TellEnded(new Unreachable(Missing.TRUNK, silence)));
        assertThat(calling.onTick(45).next().onTick(45 + 32).commands())
                .containsExactly(
                        new DropInvite(),
                        new TellEnded(new Unreachable(Missing.TRUNK, SipStatus.timeout("No response"))));
    }

    // the caller gives up

    @Test
    void cancelsOnTheCallersWish() {
        CallStep cancel = ringing.onHangUp(Reason.NORMAL_CLEARING, 20);
        assertThat(cancel.commands()).containsExactly(new SendCancel(Reason.NORMAL_CLEARING));
        assertThat(cancel.next().onRefusal(Refusal.of(TERMINATED), 21).commands())
                .containsExactly(new TellEnded(new Cancelled(TERMINATED)));
    }

    @Test
    void waitsWithTheCallersCancelForAProvisionalResponse() {
        CallStep wish = calling.onHangUp(Reason.NORMAL_CLEARING, 20);
        assertThat(wish.commands()).isEmpty();
        assertThat(wish.next().onProgress(RINGS, 21).commands())
                .containsExactly(new SendCancel(Reason.NORMAL_CLEARING));
    }

    @Test
    void reportsAsCancelledWhateverCrossesTheCallersWish() {
        CallState cancelling = trying.onHangUp(Reason.NORMAL_CLEARING, 20).next();
        SipStatus busy = SipStatus.received(486, "Busy Here");
        assertThat(cancelling.onRefusal(Refusal.of(busy), 21).commands())
                .containsExactly(new TellEnded(new Cancelled(busy)));
        assertThat(cancelling.onAnswer(ANSWER, 21).next().onByeAnswered("a", 22).commands())
                .containsExactly(new TellEnded(new Cancelled(OK)));
    }

    @Test
    void putsTheCallersWishBeforeTheRingTime() {
        CallState cancelling =
                ringing.onTick(45).next().onHangUp(Reason.NORMAL_CLEARING, 46).next();
        assertThat(cancelling.onRefusal(Refusal.of(TERMINATED), 47).commands())
                .containsExactly(new TellEnded(new Cancelled(TERMINATED)));
    }

    @Test
    void doesNotWantToCallAgainWhenItIsChallengedWhileCancelling() {
        assertThat(calling.wantsAnswer()).isTrue();
        assertThat(ringing.wantsAnswer()).isTrue();
        assertThat(ringing.onTick(45).next().wantsAnswer()).isFalse();
    }

    // the answered call

    @Test
    void hangsUpByBye() {
        CallStep bye = answered.onHangUp(Reason.NORMAL_CLEARING, 30);
        assertThat(bye.commands()).containsExactly(new SendBye("a", Reason.NORMAL_CLEARING));
        assertThat(bye.next().onByeAnswered("a", 31).commands())
                .containsExactly(new TellEnded(new Completed(HungUpBy.US, Duration.ofNanos(20), OK)));
    }

    @Test
    void isHungUpByThePeerWithItsReason() {
        Reason reason = Reason.q850(16, "Normal call clearing");
        assertThat(answered.onBye("a", reason, 25).commands())
                .containsExactly(
                        new TellEnded(new Completed(HungUpBy.THEM, Duration.ofNanos(15), OK.withReason(reason))));
    }

    @Test
    void endsWhenTheByesCross() {
        CallState ending = answered.onHangUp(Reason.NORMAL_CLEARING, 30).next();
        CallStep crossed = ending.onBye("a", null, 31);
        assertThat(crossed.commands())
                .containsExactly(new TellEnded(new Completed(HungUpBy.US, Duration.ofNanos(20), OK)));
        assertThat(crossed.next().onByeAnswered("a", 32).commands()).isEmpty();
    }

    @Test
    void reportsTheEndEvenIfNobodyAnswersTheBye() {
        CallState ending = answered.onHangUp(Reason.NORMAL_CLEARING, 30).next();
        assertThat(ending.onTick(34).commands()).isEmpty();
        assertThat(ending.onTick(35).commands())
                .containsExactly(new TellEnded(new Completed(HungUpBy.US, Duration.ofNanos(20), OK)));
    }

    @Test
    void hangsUpOnceHoweverOftenItIsAsked() {
        CallState ending = answered.onHangUp(Reason.NORMAL_CLEARING, 30).next();
        assertThat(ending.onHangUp(Reason.NORMAL_CLEARING, 31)).isEqualTo(new CallStep(ending, List.of()));
    }

    @Test
    void endsACallThatNobodyEnds() {
        assertThat(answered.onTick(10 + 3599).commands()).isEmpty();
        assertThat(answered.onTick(10 + 3600).commands()).containsExactly(new SendBye("a", Reason.NORMAL_CLEARING));
    }

    @Test
    void endsACallWhoseAnswerTheCallerCannotUse() {
        CallStep refused = answered.onAnswerRefused("no common codec", 11);
        assertThat(refused.commands()).containsExactly(new SendBye("a", Reason.NOT_ACCEPTABLE));
        CallCommand last = refused.next().onByeAnswered("a", 12).commands().get(0);
        assertThat(last).isInstanceOfSatisfying(TellEnded.class, told -> {
            assertThat(told.outcome()).isInstanceOf(Failed.class);
            assertThat(told.outcome().status().phrase()).isEqualTo("no common codec");
        });
    }

    @Test
    void acknowledgesAndEndsA200WithoutAnAnswer() {
        CallStep step = ringing.onAnswer(new Answer("a", OK, null, null), 10);
        assertThat(step.commands()).containsExactly(new SendAck("a"), new SendBye("a", Reason.NOT_ACCEPTABLE));
        assertThat(step.next()).isInstanceOf(Ending.class);
    }

    // repeated answers and other forks

    @Test
    void acknowledgesARepeated200EachTimeAndTellsItOnce() {
        assertThat(answered.onAnswer(ANSWER, 11)).isEqualTo(new CallStep(answered, List.of(new SendAck("a"))));
        CallState ending = answered.onHangUp(Reason.NORMAL_CLEARING, 12).next();
        assertThat(ending.onAnswer(ANSWER, 13).commands()).containsExactly(new SendAck("a"));
        CallState ended = ending.onByeAnswered("a", 14).next();
        assertThat(ended.onAnswer(ANSWER, 15).commands()).containsExactly(new SendAck("a"));
    }

    @Test
    void acknowledgesAndEndsAnotherForkOnce() {
        CallStep first = answered.onAnswer(OTHER_ANSWER, 11);
        assertThat(first.commands()).containsExactly(new SendAck("b"), new SendBye("b", Reason.NORMAL_CLEARING));
        CallStep repeated = first.next().onAnswer(OTHER_ANSWER, 12);
        assertThat(repeated.commands()).containsExactly(new SendAck("b"));
        assertThat(first.next()).isInstanceOf(Answered.class);
    }

    @Test
    void goesOnTalkingWhenAnotherForkHangsUp() {
        CallState withFork = answered.onAnswer(OTHER_ANSWER, 11).next();
        assertThat(withFork.onBye("b", null, 12)).isEqualTo(new CallStep(withFork, List.of()));
        assertThat(withFork.onByeAnswered("b", 12)).isEqualTo(new CallStep(withFork, List.of()));
    }

    @Test
    void waitsForTheByeOfItsOwnForkOnly() {
        CallState ending = answered.onAnswer(OTHER_ANSWER, 11)
                .next()
                .onHangUp(Reason.NORMAL_CLEARING, 12)
                .next();
        assertThat(ending.onByeAnswered("b", 13)).isEqualTo(new CallStep(ending, List.of()));
    }

    @Test
    void endsNoMoreForksThanItsBound() {
        CallState state = answered;
        for (int i = 0; i < Forks.MAX; i++) {
            state = state.onAnswer(new Answer("f" + i, OK, SDP, null), 11).next();
        }
        assertThat(state.onAnswer(new Answer("one more", OK, SDP, null), 12)).isEqualTo(new CallStep(state, List.of()));
    }

    // the end

    @Test
    void lingersFor64T1AndIsForgotten() {
        CallState ended = answered.onBye("a", null, 100).next();
        assertThat(ended.dueNanos()).isEqualTo(132);
        assertThat(ended.onTick(131).commands()).isEmpty();
        assertThat(ended.onTick(132).commands()).containsExactly(new Forget());
        assertThat(ended.isLive()).isFalse();
    }

    @Test
    void tellsTheEndOnce() {
        CallState ended = answered.onBye("a", null, 100).next();
        assertThat(List.of(
                        ended.onBye("a", null, 101),
                        ended.onByeAnswered("a", 101),
                        ended.onHangUp(Reason.NORMAL_CLEARING, 101),
                        ended.onRefusal(Refusal.of(TERMINATED), 101),
                        ended.onProgress(RINGS, 101),
                        ended.onAbandon(101),
                        ended.onAnswerRefused("late", 101)))
                .allSatisfy(step -> assertThat(step).isEqualTo(new CallStep(ended, List.of())));
    }

    @Test
    void endsFromEveryStateWhenTheUserAgentCloses() {
        CallState cancelling = ringing.onTick(45).next();
        CallState ending = answered.onHangUp(Reason.NORMAL_CLEARING, 30).next();
        for (CallState live : List.of(calling, trying, ringing, cancelling, answered, ending)) {
            CallStep step = live.onAbandon(50);
            assertThat(step.next()).isInstanceOf(Ended.class);
            assertThat(step.commands()).hasSize(1).first().isInstanceOf(TellEnded.class);
        }
    }

    @Test
    void comparesTimesByTheirDifferenceSinceTheClockWraps() {
        Calling late = calling(Long.MAX_VALUE - 10);
        assertThat(late.onTick(Long.MAX_VALUE).next()).isEqualTo(late);
        assertThat(late.onTick(Long.MIN_VALUE + 40).next()).isInstanceOf(Cancelling.class);
    }
}
