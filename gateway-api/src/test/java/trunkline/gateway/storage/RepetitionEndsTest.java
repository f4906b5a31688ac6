package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.link.Visits.Manner;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.LinkHit.Kind;
import trunkline.gateway.store.RepetitionReport.End;
import trunkline.gateway.store.RepetitionReport.Occurrence;

/** Repetitions that are ended from outside, or wait for their account. */
class RepetitionEndsTest extends OnRepetitions {

    @Test
    void aCancelEndsItAndTakesBackWhatHasNotLeft() {
        OutboundMessage first = accept(10, SendPlan.NOW);
        sent(first);
        minutes(5);

        assertThat(get(store.repetitions().cancel(ACCOUNT + 1, first.id()))).isFalse();
        assertThat(get(store.repetitions().cancel(ACCOUNT, first.id()))).isTrue();
        assertThat(get(store.repetitions().cancel(ACCOUNT, first.id()))).isFalse();
        minutes(60);

        assertThat(log.kept()).hasSize(2);
        assertThat(state(first)).isEqualTo(SmsState.SUBMITTED);
        assertThat(state(log.kept().get(1))).isEqualTo(SmsState.CANCELLED);
        assertThat(report(first).end()).isEqualTo(End.CANCELLED);
        assertThat(visit(Manner.SCRIPT, PHONE)).as("the link still works").isEqualTo(Kind.CLICK);
        assertThat(report(first).end()).isEqualTo(End.CANCELLED);
    }

    @Test
    void anOptOutEndsIt() {
        OutboundMessage first = accept(10, SendPlan.NOW);
        get(store.optOuts().add("+46736265400", "+46736265449", "ops"));
        minutes(60);

        assertThat(log.kept()).hasSize(1);
        assertThat(report(first).end()).isEqualTo(End.OPTED_OUT);
    }

    @Test
    void anOptOutEndsItAtOnceTakesBackWhatHasNotLeftAndIsAnEvent() {
        get(store.events().want(ACCOUNT));
        OutboundMessage first = accept(10, SendPlan.NOW);
        sent(first);
        minutes(6);
        get(store.optOuts().add("+46736265400", "+46736265449", "ops"));

        assertThat(report(first).end()).isEqualTo(End.OPTED_OUT);
        assertThat(report(first).nextAtMicros()).isZero();
        assertThat(state(log.kept().get(1))).isEqualTo(SmsState.CANCELLED);
        assertThat(get(store.messages().timeline(ACCOUNT, first.id()))
                        .orElseThrow()
                        .steps())
                .extracting(
                        step -> step.step().kind().label() + " " + step.step().detail())
                .endsWith("repeat-ended opted-out");
        assertThat(get(store.events().after(ACCOUNT, 0, 100, EventFilter.ALL)).events())
                .filteredOn(event -> event.event().kind().equals("sms.repeat-ended"))
                .extracting(event -> event.event().data())
                .containsExactly("{\"repeat_ended\":\"opted-out\"}");
    }

    @Test
    void anOptOutOfAnotherSenderEndsNothing() {
        OutboundMessage first = accept(10, SendPlan.NOW);
        get(store.optOuts().add("+46736265401", "+46736265449", "ops"));
        get(store.optOuts().add("+46736265400", "+46736265448", "ops"));
        assertThat(report(first).end()).isNull();
    }

    @Test
    void itWaitsAsLongAsItsAccountIsPaused() throws Exception {
        OutboundMessage first = accept(10, SendPlan.NOW);
        execute("INSERT INTO account_pause (account, at, reason) VALUES (7, 1, 'adjacent numbers')");
        minutes(12);
        assertThat(log.kept()).hasSize(1);

        execute("DELETE FROM account_pause");
        minutes(1);
        assertThat(report(first).occurrences()).extracting(Occurrence::number).containsExactly(1, 3);
    }

    @Test
    void itWaitsUntilItsAccountHasPaidForTheNextTime() throws Exception {
        execute("INSERT INTO account (id, name, created_at) VALUES (7, 'shop', 0)");
        store.charge(request -> 10);
        get(store.balances().add(ACCOUNT, 25, "me"));
        OutboundMessage first = accept(3, SendPlan.NOW);

        minutes(30);
        assertThat(log.kept()).hasSize(2);
        assertThat(get(store.balances().of(ACCOUNT))).hasValue(5);
        get(store.balances().add(ACCOUNT, 5, "me"));
        minutes(2);

        assertThat(log.kept()).hasSize(3);
        assertThat(get(store.balances().of(ACCOUNT))).hasValue(0);
        assertThat(report(first).end()).isEqualTo(End.DONE);
        assertThat(get(store.messages().cancel(ACCOUNT, log.kept().get(2).id())))
                .isInstanceOf(CancelOutcome.Cancelled.class);
        assertThat(get(store.balances().of(ACCOUNT))).hasValue(10);
    }
}
