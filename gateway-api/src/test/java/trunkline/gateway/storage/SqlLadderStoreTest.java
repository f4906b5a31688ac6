package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.LadderStore.Begun;
import trunkline.gateway.store.LadderStore.Due;
import trunkline.gateway.store.LadderStore.Outcome;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.RequestKey;

/** Ladders of an SMS, a call five minutes later and an SMS five minutes after that, by a moved clock. */
class SqlLadderStoreTest extends OnLadders {

    @Test
    void eachStepBeginsWhenTheOneBeforeHasWaitedLongEnoughAndThenItIsExhausted() {
        LadderReport ladder = accept(Goal.DELIVERED);
        assertThat(ladder.state()).isEqualTo(LadderState.RUNNING);
        assertThat(ladder.started()).isEqualTo(1);
        submitted(kept(0));
        seconds(600);
        assertThat(minutesOfSteps()).containsExactly(0L, 5L, 10L);
        assertThat(kept(1).request().content()).isEqualTo(CALL);

        seconds(290);
        assertThat(report(ladder).state()).isEqualTo(LadderState.RUNNING);
        seconds(10);
        assertThat(report(ladder).state()).isEqualTo(LadderState.EXHAUSTED);
        assertThat(report(ladder).nextAtMicros()).isZero();
        seconds(620);
        assertThat(log.kept()).hasSize(3);
    }

    @Test
    void whatIsDeliveredNeedsNoFurtherStep() {
        LadderReport ladder = accept(Goal.DELIVERED);
        submitted(kept(0));
        ends(kept(0), SmsState.DELIVERED);
        seconds(620);
        assertThat(log.kept()).hasSize(1);
        assertThat(report(ladder).state()).isEqualTo(LadderState.DELIVERED);
        assertThat(report(ladder).reached()).isEqualTo(1);
    }

    @Test
    void aCallThatIsConfirmedNeedsNoThirdStep() {
        LadderReport ladder = accept(Goal.CLICKED);
        submitted(kept(0));
        ends(kept(0), SmsState.DELIVERED);
        seconds(290);
        assertThat(log.kept()).as("delivered is not clicked").hasSize(1);
        seconds(10);
        call(kept(1), VoiceState.PLAYING, VoiceState.CONFIRMED);
        seconds(620);
        assertThat(log.kept()).hasSize(2);
        assertThat(report(ladder).state()).isEqualTo(LadderState.CONFIRMED);
        assertThat(report(ladder).reached()).isEqualTo(2);
        assertThat(report(ladder).steps().get(2).message()).isNull();
    }

    @Test
    void aStepThatHasFailedForGoodIsFollowedAtOnce() {
        accept(Goal.DELIVERED);
        ends(kept(0), SmsState.REJECTED);
        seconds(10);
        assertThat(log.kept()).hasSize(2);
        call(kept(1), VoiceState.PLAYING, VoiceState.PLAYED);
        seconds(10);
        assertThat(log.kept()).as("played is not confirmed").hasSize(3);
    }

    @Test
    void aClickEndsItEvenIfAnotherStepIsUnderWay() {
        LadderReport ladder = accept(Goal.CLICKED);
        submitted(kept(0));
        seconds(310);
        assertThat(log.kept()).hasSize(2);
        LinkHit click = new LinkHit(micros(now), LinkHit.Kind.CLICK, "a phone");
        assertThat(get(store.repetitions().hit(kept(0).key(), click))).isTrue();
        assertThat(report(ladder).state()).isEqualTo(LadderState.CLICKED);
        assertThat(report(ladder).reached()).isEqualTo(1);
        assertThat(state(kept(1))).as("the call that was not made yet").isEqualTo(VoiceState.CANCELLED);
    }

    @Test
    void whatHasNotLeftWhenItsWaitEndsIsTakenBack() {
        accept(Goal.DELIVERED);
        seconds(300);
        assertThat(state(kept(0))).isEqualTo(SmsState.CANCELLED);
        assertThat(log.kept()).hasSize(2);
    }

    @Test
    void aCallThatIsUpWhenItsWaitEndsIsWaitedFor() {
        accept(Goal.DELIVERED);
        submitted(kept(0));
        seconds(590);
        call(kept(1), VoiceState.RINGING, VoiceState.PLAYING);
        seconds(60);
        assertThat(log.kept()).hasSize(2);
        get(store.messages().recordCalls(List.of(new CallRecord(kept(1).key(), VoiceState.BUSY, null, null))));
        seconds(10);
        assertThat(log.kept()).hasSize(3);
    }

    @Test
    void theWaitBeginsWhenTheStepMayLeave() {
        List<LadderStep> steps = steps(Goal.DELIVERED);
        Begun first = begun(steps.get(0));
        long morning = micros(now) + Duration.ofHours(9).toNanos() / 1_000;
        Outcome outcome = get(
                store.ladders().accept(ACCOUNT, null, steps, new Begun(first.request(), SMSC, null, morning), null));
        assertThat(((Outcome.Kept) outcome).ladder().nextAtMicros())
                .isEqualTo(morning + Duration.ofMinutes(5).toNanos() / 1_000);
    }

    @Test
    void aStepThatCannotBeSentSaysWhyAndTheNextOneFollows() {
        LadderReport ladder = accept(Goal.DELIVERED);
        submitted(kept(0));
        now = now.plusSeconds(300);
        Due second = due().get(0);
        assertThat(get(store.ladders().refuse(second, "no route"))).isTrue();
        assertThat(get(store.ladders().begin(second, begun(second.step())))).isFalse();
        assertThat(report(ladder).steps().get(1).refused()).isEqualTo("no route");
        assertThat(due()).extracting(Due::number).containsExactly(3);
    }

    @Test
    void aStepThatWasGivenAndDidNotBeginBeforeTheProcessEndedBeginsOnce() throws Exception {
        accept(Goal.DELIVERED);
        submitted(kept(0));
        now = now.plusSeconds(300);
        Due second = due().get(0);
        assertThat(due()).as("it is being begun").isEmpty();
        close();
        open();
        now = now.plusSeconds(30);
        Due again = due().get(0);
        assertThat(again).isEqualTo(second);
        assertThat(get(store.ladders().begin(again, begun(again.step())))).isTrue();
        assertThat(get(store.ladders().begin(second, begun(second.step())))).isFalse();
        assertThat(log.kept()).hasSize(2);

        close();
        open();
        call(kept(1), VoiceState.PLAYING, VoiceState.CONFIRMED);
        seconds(620);
        assertThat(log.kept()).as("what happens after a restart ends it too").hasSize(2);
    }

    @Test
    void eachKeyMakesOneLadder() {
        RequestKey key = new RequestKey("k", "same");
        LadderReport made = ((Outcome.Kept) offer(Goal.DELIVERED, key)).ladder();
        Outcome again = offer(Goal.DELIVERED, key);
        assertThat(((Outcome.Repeated) again).ladder().id()).isEqualTo(made.id());
        assertThat(offer(Goal.DELIVERED, new RequestKey("k", "other")))
                .isEqualTo(new Outcome.Not(new AcceptOutcome.OtherRequest()));
        assertThat(log.kept()).hasSize(1);
    }

    @Test
    void itsEventsCountItsVersionsUpAndItsTimelineHasThem() {
        get(store.events().want(ACCOUNT));
        LadderReport ladder = accept(Goal.CLICKED);
        submitted(kept(0));
        seconds(310);
        call(kept(1), VoiceState.PLAYING, VoiceState.CONFIRMED);

        assertThat(get(store.events().after(ACCOUNT, 0, 100, new EventFilter(List.of("ladder.*"))))
                        .events())
                .extracting(
                        report -> report.event().kind() + " " + report.event().version())
                .containsExactly("ladder.step 1", "ladder.step 2", "ladder.confirmed 3");
        assertThat(get(store.ladders().timeline(ladder.id().key())))
                .extracting(SqlLadderStoreTest::words)
                .containsExactly(
                        "ladder-step step 1 as " + kept(0).id().text(),
                        "ladder-step step 2 as " + kept(1).id().text(),
                        "ladder-ended confirmed by step 2");
    }

    @Test
    void itsIdNamesItToItsAccountAlone() {
        MessageId id = accept(Goal.DELIVERED).id();
        assertThat(get(store.ladders().find(ACCOUNT + 1, id))).isEmpty();
        assertThat(get(store.ladders().find(ACCOUNT, new MessageId(id.key(), id.secret() + 1))))
                .isEmpty();
        MessageReport first = Objects.requireNonNull(get(store.ladders().find(ACCOUNT, id))
                .orElseThrow()
                .steps()
                .get(0)
                .message());
        assertThat(first.message()).isEqualTo(kept(0));
    }
}
