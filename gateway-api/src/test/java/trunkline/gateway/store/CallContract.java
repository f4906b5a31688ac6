package trunkline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static trunkline.gateway.store.StoreUnderTest.get;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.call.AudioFigures;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.message.VoiceState;

/** What every {@link MessageStore} does: voice messages and their calls. */
interface CallContract extends StoreUnderTest {

    @Test
    default void aCallGoesFromClaimToPlayed() {
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
    default void keepsHowTheAudioOfACallLeftAndArrived() {
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
    default void keepsWhatWentOverTheWireInEachCall() {
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
    default void keepsHowAVoiceMessageIsToBePlayed() {
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
    default void voiceMessagesThatWereNeverClaimedStandInALaneForEachAccountAndPriority() {
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
    default void aPageOfCallsThatAreDueHasTheFirstOfEachLaneBeforeTheSecondOfAny() {
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
    default void aCallThatCameToNothingIsDueAgainAtItsTime() {
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
    default void aCallThatWaitsToBeMadeAgainIsTakenBackAtOnce() {
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
    default void aVoiceMessageThatWasNeverCalledGoesToAnotherTrunkOnceAndForAll() {
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
    default void aCallThatItsTrunkDidNotTakeEndsAndGoesToTheNextInOneCommit() {
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
    default void aVoiceMessageThatIsBeingCalledOrHasEndedIsNotMoved() {
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
    default void findsCallsThatWereUp() {
        OutboundMessage up = accept(new Content.Voice("a.mp3", "1"), "pbx");
        OutboundMessage over = accept(new Content.Voice("a.mp3", "1"), "pbx");
        accept(new Content.Voice("a.mp3", "1"), "pbx");
        get(store().claimCalls("pbx", new CallClaims(List.of(up.key(), over.key()), List.of(), 0)));
        get(store().recordCalls(List.of(new CallRecord(over.key(), VoiceState.BUSY, null, null))));

        assertThat(get(store().unfinishedCalls("pbx"))).containsExactly(up.key());
    }
}
