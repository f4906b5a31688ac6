package trunkline.gateway.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trunkline.gateway.bank.Wish.Hold;
import trunkline.gateway.dispatch.Admission;
import trunkline.gateway.dispatch.SimView;
import trunkline.gateway.dispatch.SimView.Standing;

class SimBankTest {

    private static final double FAST = 1_000;
    private static final Duration REST = Duration.ofMinutes(10);
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private final FakeBankStore store = new FakeBankStore();
    private long nowMicros = micros("2026-11-27T12:00:00Z");
    private long nowNanos = Long.MAX_VALUE - 1_000; // it wraps round
    private long lastMessage;

    @Test
    void aMessageGoesByTheSimWhoseNumberItNames() {
        SimBank bank = bank(FAST, sim -> sim);

        assertThat(send(bank, "+46701000003", "+46700000001")).isEqualTo("sim-3");
        assertThat(send(bank, "+46701000001", "+46700000001")).isEqualTo("sim-1");
    }

    @Test
    void eachRecipientHearsFromOneSimAndAllSimsAreUsedAlike() {
        SimBank bank = bank(FAST, sim -> sim);
        List<String> first = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            first.add(send(bank, "Shop", "+4670000000" + i));
        }

        assertThat(shares(first))
                .containsExactlyInAnyOrderEntriesOf(Map.of("sim-1", 10, "sim-2", 10, "sim-3", 10, "sim-4", 10));
        for (int i = 0; i < 40; i++) {
            assertThat(send(bank, "Shop", "+4670000000" + i)).isEqualTo(first.get(i));
        }
    }

    @Test
    void whereItIsNotStickyTheSimWithTheMostRoomIsTaken() {
        SimBank bank = bank(plan(List.of(sim(1, FAST, 10, 0), sim(2, FAST, 30, 0)), false));

        List<String> used = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            used.add(send(bank, "Shop", "+46700000000"));
        }

        assertThat(shares(used)).containsExactlyInAnyOrderEntriesOf(Map.of("sim-1", 10, "sim-2", 30));
        assertThat(store.remembered()).isEmpty();
    }

    @Test
    void aSimPausesAfterEachMessageAsLongAsItsSegmentsTake() {
        SimBank bank = bank(plan(List.of(sim(1, 0.1, 0, 0)), true));
        send(bank, "Shop", "+46700000001", 3);

        assertThat(choose(bank, "Shop", "+46700000002", 1).admission()).isEqualTo(Admission.SOON);
        later(Duration.ofMillis(29_999));
        assertThat(choose(bank, "Shop", "+46700000002", 1).wakeNanos()).isEqualTo(1_000_000);
        later(Duration.ofMillis(1));
        assertThat(choose(bank, "Shop", "+46700000002", 1).admission()).isEqualTo(Admission.NOW);
    }

    @Test
    void pausesDifferByTheJitterAndAreRightOnAverage() {
        SimBank bank = new SimBank(
                "goip",
                new BankPlan(List.of(sim(1, 0.1, 0, 0)), 0.2, ZONE, new BankPlan.Resting(3, REST, 3), true),
                store,
                new Random(17)::nextDouble);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            send(bank, "Shop", "+46700000001");
            long pause = choose(bank, "Shop", "+46700000009", 1).wakeNanos();
            pauses.add(pause);
            later(Duration.ofNanos(pause));
        }

        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(8_000_000_000L, 12_000_000_000L));
        assertThat(pauses.stream().distinct().count()).isGreaterThan(400);
        assertThat(pauses.stream().mapToLong(Long::longValue).average().orElseThrow())
                .isBetween(9.8e9, 10.2e9);
    }

    @Test
    void messagesThatMustGoByABusySimKeepTheirTurnsAndOthersPass() {
        SimBank bank = bank(plan(List.of(sim(1, 0.1, 0, 0), sim(2, 0.1, 0, 0)), true));
        send(bank, "+46701000001", "+46700000001");
        Wish second = wish("+46701000001", "+46700000002", 1);
        Wish third = wish("+46701000001", "+46700000003", 1);

        assertThat(at(choose(bank, second))).isBetween(nowMicros + 10_000_000, nowMicros + 10_000_010);
        assertThat(at(choose(bank, third))).isBetween(nowMicros + 20_000_000, nowMicros + 20_000_010);
        assertThat(send(bank, "Shop", "+46700000004")).isEqualTo("sim-2");

        later(Duration.ofSeconds(10));
        assertThat(at(choose(bank, third))).isGreaterThan(nowMicros);
        assertThat(claim(bank, second)).isEqualTo("sim-1");
        later(Duration.ofSeconds(10));
        assertThat(claim(bank, third)).isEqualTo("sim-1");
    }

    @Test
    void aSpentSimIsPassedOverUntilTheNextDayOfItsZone() {
        SimBank bank = bank(FAST, sim -> new SimPlan(sim.name(), sim.number(), FAST, 2, 0));
        send(bank, "+46701000001", "+46700000001");
        assertThat(choose(bank, "+46701000001", "+46700000001", 2).admission())
                .isEqualTo(new Admission.Later(
                        micros("2026-11-27T23:00:00Z"), "sim-1 has sent 1 of its 2 segments of this day"));
        send(bank, "+46701000001", "+46700000001");

        assertThat(send(bank, "Shop", "+46700000001")).isNotEqualTo("sim-1");
        assertThat(view(bank, 1).standing()).isEqualTo(Standing.SPENT);
        nowMicros = micros("2026-11-27T22:59:59Z");
        assertThat(choose(bank, "+46701000001", "+46700000001", 1).admission()).isInstanceOf(Admission.Later.class);
        nowMicros = micros("2026-11-27T23:00:00Z");
        assertThat(send(bank, "+46701000001", "+46700000001")).isEqualTo("sim-1");
        assertThat(view(bank, 1).today()).isEqualTo(1);
    }

    @Test
    void theQuotaOfAMonthHoldsOverItsDays() {
        SimBank bank = bank(plan(List.of(sim(1, FAST, 2, 3)), true));
        send(bank, "Shop", "+46700000001", 2);
        later(Duration.ofDays(1));
        send(bank, "Shop", "+46700000001");

        assertThat(choose(bank, "Shop", "+46700000001", 1).admission())
                .isEqualTo(new Admission.Later(
                        micros("2026-11-30T23:00:00Z"),
                        "none of its SIMs can send: sim-1 has sent 3 of its 3 segments of this month"));
        nowMicros = micros("2026-11-30T23:00:00Z");
        assertThat(send(bank, "Shop", "+46700000001")).isEqualTo("sim-1");
    }

    @Test
    void aClockThatGoesBackOverMidnightGivesNothingAway() {
        SimBank bank = bank(plan(List.of(sim(1, FAST, 1, 0)), true));
        nowMicros = micros("2026-11-27T23:00:00Z");
        send(bank, "Shop", "+46700000001");

        nowMicros = micros("2026-11-27T22:59:58Z");
        assertThat(choose(bank, "Shop", "+46700000001", 1).admission()).isInstanceOf(Admission.Later.class);
        nowMicros = micros("2026-11-27T23:00:02Z");
        assertThat(choose(bank, "Shop", "+46700000001", 1).admission()).isInstanceOf(Admission.Later.class);
    }

    @Test
    void aMessageThatNoQuotaHasRoomForIsNotBegun() {
        SimBank bank = bank(plan(List.of(sim(1, FAST, 2, 0)), true));

        assertThat(choose(bank, "Shop", "+46700000001", 3).admission())
                .isEqualTo(new Admission.Later(
                        Long.MAX_VALUE,
                        "none of its SIMs can send: sim-1 has sent 0 of its 2 segments of this day"
                                + " and this message has 3"));
    }

    @Test
    void whatDidNotLeaveIsGivenBack() {
        SimBank bank = bank(plan(List.of(sim(1, FAST, 2, 0)), true));
        send(bank, "Shop", "+46700000001", 2);

        bank.unsent("sim-1", 2);

        assertThat(view(bank, 1).today()).isZero();
        assertThat(send(bank, "Shop", "+46700000001")).isEqualTo("sim-1");
    }

    @Test
    void aSimThatIsRefusedInARowRestsAndIsTriedWithOneMessage() {
        SimBank bank = bank(plan(List.of(sim(1, FAST, 0, 0)), true));
        refuse(bank, 2);
        bank.taken("sim-1");
        refuse(bank, 2);
        assertThat(view(bank, 1).standing()).isEqualTo(Standing.READY);
        refuse(bank, 1);

        assertThat(view(bank, 1).standing()).isEqualTo(Standing.RESTING);
        assertThat(bank.whyDown(nowMicros))
                .isEqualTo("none of its SIMs can send: sim-1 rests until 2026-11-27T12:10:00Z, since it answered X");
        assertThat(at(choose(bank, "Shop", "+46700000001", 1)))
                .isBetween(micros("2026-11-27T12:10:00Z"), micros("2026-11-27T12:10:01Z"));
        later(REST);
        assertThat(bank.whyDown(nowMicros)).isNull();
        send(bank, "Shop", "+46700000001");
        later(Duration.ofMillis(100));
        assertThat(choose(bank, "Shop", "+46700000001", 1).admission())
                .as("one at a time")
                .isNotEqualTo(Admission.NOW);
        bank.taken("sim-1");
        assertThat(choose(bank, "Shop", "+46700000001", 1).admission()).isEqualTo(Admission.NOW);
    }

    @Test
    void aSimThatGoesOnFailingIsQuarantinedUntilItIsReleased() {
        SimBank bank = bank(FAST, sim -> sim);
        refuse(bank, 3);
        later(REST);
        refuse(bank, 1);
        assertThat(view(bank, 1).standing()).isEqualTo(Standing.RESTING);
        later(REST);
        refuse(bank, 1);

        later(Duration.ofDays(100));
        assertThat(view(bank, 1).standing()).isEqualTo(Standing.QUARANTINED);
        assertThat(choose(bank, "+46701000001", "+46700000001", 1).admission())
                .isEqualTo(new Admission.Later(
                        Long.MAX_VALUE, "sim-1 is quarantined until an operator releases it, since it answered X"));
        for (int i = 0; i < 20; i++) {
            assertThat(send(bank, "Shop", "+4670000000" + i)).isNotEqualTo("sim-1");
        }
        assertThat(bank.release("sim-9", "me").join()).isFalse();
        assertThat(bank.release("sim-1", "me").join()).isTrue();
        assertThat(send(bank, "+46701000001", "+46700000001")).isEqualTo("sim-1");
    }

    @Test
    void whatWasUnderWayWhenASimBeganToRestCountsNoMore() {
        SimBank bank = bank(plan(List.of(sim(1, FAST, 0, 0)), true));
        refuse(bank, 3);
        for (int i = 0; i < 50; i++) {
            bank.refused("sim-1", "it answered X", nowMicros);
        }

        later(REST);
        assertThat(view(bank, 1).standing()).isEqualTo(Standing.READY);
    }

    @Test
    void whatASimDidNotGetThroughGoesByAnother() {
        SimBank bank = bank(FAST, sim -> sim);
        String first = send(bank, "Shop", "+46700000001");
        bank.refused(first, "it answered X", nowMicros);

        Wish again = new Wish(++lastMessage, "Shop", "+46700000001", 1, first, Hold.FREE, false);
        String second = claim(bank, again);

        assertThat(second).isNotEqualTo(first);
        assertThat(send(bank, "Shop", "+46700000001")).isEqualTo(second);
    }

    @Test
    void theRestOfAMessageWaitsForItsSimAndWhatIsInDoubtPrefersIt() {
        SimBank bank = bank(FAST, sim -> sim);
        refuse(bank, 3);

        Wish bound = new Wish(++lastMessage, "Shop", "+46700000001", 1, "sim-1", Hold.BOUND, false);
        Wish inDoubt = new Wish(++lastMessage, "Shop", "+46700000002", 1, "sim-1", Hold.PREFERRED, false);
        assertThat(choose(bank, bound).admission()).isInstanceOf(Admission.Later.class);
        assertThat(claim(bank, inDoubt)).isNotEqualTo("sim-1");
        later(REST);
        assertThat(claim(bank, bound)).isEqualTo("sim-1");

        Wish gone = new Wish(++lastMessage, "Shop", "+46700000001", 1, "sim-7", Hold.BOUND, false);
        assertThat(choose(bank, gone).admission())
                .isEqualTo(new Admission.Later(
                        Long.MAX_VALUE, "sim-7, which has sent some of it, is not in the bank any more"));
    }

    @Test
    void aRestartForgetsNothing() {
        SimBank before = bank(FAST, sim -> new SimPlan(sim.name(), sim.number(), FAST, 5, 0));
        String used = send(before, "Shop", "+46700000001");
        send(before, "+46701000002", "+46700000002", 4);
        refuse(before, 3);

        SimBank after = bank(FAST, sim -> new SimPlan(sim.name(), sim.number(), FAST, 5, 0));
        after.restore(store.load("goip", 100).join());

        assertThat(after.views(nowMicros)).isEqualTo(before.views(nowMicros));
        assertThat(view(after, 1).standing()).isEqualTo(Standing.RESTING);
        assertThat(choose(after, "+46701000002", "+46700000002", 2).admission()).isInstanceOf(Admission.Later.class);
        assertThat(used).isEqualTo("sim-1");
        assertThat(store.remembered()).contains("sim-1");
    }

    @Test
    void aRecipientIsKeptOnceADaySoThatItsAgeIsThatOfTheLastMessage() {
        SimBank bank = bank(FAST, sim -> sim);
        send(bank, "Shop", "+46700000001");
        send(bank, "Shop", "+46700000001");
        send(bank, "Shop", "+46700000002");
        assertThat(store.recipientWrites()).isEqualTo(2);
        nowMicros += TimeUnit.DAYS.toMicros(1);
        send(bank, "Shop", "+46700000001");
        assertThat(store.recipientWrites()).isEqualTo(3);
    }

    @Test
    void whatChangesNothingIsNotWritten() {
        SimBank bank = bank(FAST, sim -> sim);
        send(bank, "Shop", "+46700000001");
        int before = store.writes();

        bank.taken("sim-1");
        bank.unanswered("sim-1");

        assertThat(store.writes()).isEqualTo(before);
    }

    private void refuse(SimBank bank, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(send(bank, "+46701000001", "+46700000001")).isEqualTo("sim-1");
            bank.refused("sim-1", "it answered X", nowMicros);
            later(Duration.ofMillis(2));
        }
    }

    private String send(SimBank bank, String from, String to) {
        return send(bank, from, to, 1);
    }

    private String send(SimBank bank, String from, String to, int segments) {
        later(Duration.ofMillis(2));
        return claim(bank, wish(from, to, segments));
    }

    private String claim(SimBank bank, Wish wish) {
        Choice choice = choose(bank, wish);
        assertThat(choice.admission()).isEqualTo(Admission.NOW);
        SimPlan sim = choice.sim();
        if (sim == null) {
            throw new AssertionError("no SIM");
        }
        bank.claimed(wish, sim.name(), nowMicros, nowNanos);
        return sim.name();
    }

    private Choice choose(SimBank bank, String from, String to, int segments) {
        return choose(bank, wish(from, to, segments));
    }

    private Choice choose(SimBank bank, Wish wish) {
        return bank.choose(wish, nowMicros, nowNanos);
    }

    private Wish wish(String from, String to, int segments) {
        return new Wish(++lastMessage, from, to, segments, null, Hold.FREE, true);
    }

    private static long at(Choice choice) {
        assertThat(choice.admission()).isInstanceOf(Admission.Later.class);
        return ((Admission.Later) choice.admission()).atMicros();
    }

    private SimView view(SimBank bank, int number) {
        return bank.view("sim-" + number, nowMicros);
    }

    private void later(Duration time) {
        nowMicros += time.toNanos() / 1_000;
        nowNanos += time.toNanos();
    }

    private SimBank bank(double perSecond, UnaryOperator<SimPlan> change) {
        return bank(plan(
                IntStream.rangeClosed(1, 4)
                        .mapToObj(number -> change.apply(sim(number, perSecond, 0, 0)))
                        .toList(),
                true));
    }

    private SimBank bank(BankPlan plan) {
        return new SimBank("goip", plan, store, () -> 0.5);
    }

    private static BankPlan plan(List<SimPlan> sims, boolean sticky) {
        return new BankPlan(sims, 0, ZONE, new BankPlan.Resting(3, REST, 3), sticky);
    }

    private static SimPlan sim(int number, double perSecond, int perDay, int perMonth) {
        return new SimPlan("sim-" + number, "+4670100000" + number, perSecond, perDay, perMonth);
    }

    private static Map<String, Integer> shares(List<String> used) {
        return used.stream().collect(Collectors.toMap(name -> name, name -> 1, Integer::sum));
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
