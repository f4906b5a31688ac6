package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderStore.Ended;
import trunkline.gateway.store.LadderStore.Outcome;
import trunkline.gateway.store.Shortage;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;

/** Ladders that are ended from outside, or wait for their account. */
class LadderEndsTest extends OnLadders {

    @Test
    void aCancelEndsItAndTakesBackWhatHasNotLeft() {
        LadderReport ladder = accept(Goal.DELIVERED);
        Ended ended = get(store.ladders().cancel(ACCOUNT, ladder.id()));
        assertThat(ended).isEqualTo(new Ended.Cancelled(null));
        assertThat(state(kept(0))).isEqualTo(SmsState.CANCELLED);
        assertThat(get(store.ladders().cancel(ACCOUNT, ladder.id()))).isEqualTo(new Ended.Over(LadderState.CANCELLED));
        assertThat(get(store.ladders().cancel(ACCOUNT + 1, ladder.id()))).isEqualTo(new Ended.Unknown());
        seconds(620);
        assertThat(log.kept()).hasSize(1);
    }

    @Test
    void aCancelNamesWhatHasLeft() {
        LadderReport ladder = accept(Goal.DELIVERED);
        submitted(kept(0));
        assertThat(get(store.ladders().cancel(ACCOUNT, ladder.id()))).isEqualTo(new Ended.Cancelled(kept(0).id()));
    }

    @Test
    void ofEachCancelAndClaimExactlyOneWins() {
        Random random = new Random(7);
        for (int round = 0; round < 100; round++) {
            LadderReport ladder = accept(Goal.DELIVERED);
            OutboundMessage message = kept(log.kept().size() - 1);
            SmsClaim whole = new SmsClaim(message.key(), ACCOUNT, 1, 1, 1, 1, false, null);
            boolean cancelFirst = random.nextBoolean();
            CompletableFuture<Ended> cancel = null;
            if (cancelFirst) {
                cancel = store.ladders().cancel(ACCOUNT, ladder.id());
            }
            var claim = store.messages().claimSms(SMSC, new SmsClaims(List.of(), List.of(whole), List.of(), 0, 0));
            if (cancel == null) {
                cancel = store.ladders().cancel(ACCOUNT, ladder.id());
            }
            boolean sent = get(claim).isEmpty();
            assertThat(sent).isEqualTo(!cancelFirst);
            assertThat(get(cancel)).isEqualTo(new Ended.Cancelled(sent ? message.id() : null));
            assertThat(report(ladder).state()).isEqualTo(LadderState.CANCELLED);
        }
    }

    @Test
    void anOptOutEndsItAtOnceWhicheverStepIsUnderWay() {
        LadderReport ladder = accept(Goal.CLICKED);
        submitted(kept(0));
        seconds(310);
        get(store.optOuts().add("Shop", TO.e164(), "ops"));
        assertThat(report(ladder).state()).isEqualTo(LadderState.OPTED_OUT);
        assertThat(state(kept(1))).isEqualTo(VoiceState.CANCELLED);
        assertThat(offer(Goal.CLICKED, null)).isEqualTo(new Outcome.Not(new AcceptOutcome.OptedOut()));
    }

    @Test
    void itWaitsAsLongAsItsAccountIsPaused() throws Exception {
        accept(Goal.DELIVERED);
        execute("INSERT INTO account_pause (account, at, reason) VALUES (7, 1, 'adjacent numbers')");
        seconds(900);
        assertThat(log.kept()).hasSize(1);
        execute("DELETE FROM account_pause");
        seconds(10);
        assertThat(log.kept()).hasSize(2);
    }

    @Test
    void itWaitsAsLongAsItsAccountHasNotPaidAndEachStepIsTakenFromTheBalance() throws Exception {
        store.charge(request -> 10);
        execute("INSERT INTO account (id, name, operator, created_at) VALUES (7, 'shop', 0, 1)");
        get(store.balances().add(ACCOUNT, 15, "ops"));
        accept(Goal.DELIVERED);
        submitted(kept(0));
        seconds(900);
        assertThat(log.kept()).as("5 are left").hasSize(1);
        assertThat(offer(Goal.DELIVERED, null))
                .isEqualTo(new Outcome.Not(new AcceptOutcome.NotPaid(new Shortage(5, 10))));
        get(store.balances().add(ACCOUNT, 5, "ops"));
        seconds(40);
        assertThat(log.kept()).hasSize(2);
    }
}
