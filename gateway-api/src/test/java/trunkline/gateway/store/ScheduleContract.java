package trunkline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.store.StoreUnderTest.get;
import static trunkline.gateway.store.StoreUnderTest.submitted;
import static trunkline.gateway.store.StoreUnderTest.timed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;

/** What every {@link MessageStore} does: messages that leave at a time. */
interface ScheduleContract extends StoreUnderTest {

    @Test
    default void aScheduledSmsIsDueAtItsTimeAndNotBefore() {
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
    default void aScheduleThatWasMissedIsStillDueAndWorthAsMuchAsAtItsTime() {
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
    default void theMarksOfAWayDoNotSpeakOfScheduledMessages() {
        OutboundMessage timed = schedule(Content.Text.of("later"), WAY, Duration.ofHours(2));
        OutboundMessage next = accept("now");
        claimWhole(next);

        assertThat(get(store().unfinishedSms(WAY))).containsExactly(new UnfinishedSms(next, 1, List.of(), null));
        assertThat(get(store().cancel(ACCOUNT, timed.id()))).isInstanceOf(CancelOutcome.Cancelled.class);
        assertThat(claimWhole(accept("another"))).isEmpty();
    }

    @Test
    default void aScheduledCallIsDueAtItsTimeAndNotBefore() {
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
    default void aChangedMessageGoesAsItWasChangedAndWhoHasReadItBeforeCannotClaimIt() {
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
    default void aMessageThatWasPutOffIsNotGivenUpByAWayThatDoesNotKnow() {
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
    default void whatMayNotLeaveAtThisHourWaitsIsDueThenAndIsClaimedThen() {
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
    default void whatHasEndedOrIsWithItsSmscIsNotPutOff() {
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
    default void aCallThatMayNotBeMadeAtThisHourWaitsUnlessItIsUp() {
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
    default void whatHasNoTimeOrWhoseTimeHasComeIsNotChanged() {
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
    default void ofEachClaimAndCancelExactlyOneWinsAndWhatWasReportedIsWhatHappened() {
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
}
