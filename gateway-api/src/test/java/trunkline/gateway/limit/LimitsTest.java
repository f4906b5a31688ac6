package trunkline.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.RateLimit;
import trunkline.gateway.limit.Breach.Limit;
import trunkline.gateway.message.PhoneNumber;

class LimitsTest {

    private static final Account SHOP = new Account(7, "shop", false);
    private static final Account OTHER = new Account(8, "other", false);
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    private final FakePauses store = new FakePauses();
    private long nowMicros = TimeUnit.DAYS.toMicros(20_000);

    private Limits limits(LimitRules rules, Price... prices) {
        return new Limits(
                new LimitPlan(LimitRules.NONE, Map.of("shop", rules), List.of(prices)),
                store,
                number -> number.e164().startsWith("+46") ? "SE" : null,
                () -> nowMicros);
    }

    private static LimitRules adjacent(int numbers) {
        return new LimitRules(Set.of(), Set.of(), new RateLimit(numbers, HOUR_NANOS), null, 0, 0);
    }

    private static @Nullable Limit ask(Limits limits, Account account, long number) {
        Breach breach = limits.check(account, "Shop", new PhoneNumber("+" + number), 1, false);
        return breach == null ? null : breach.limit();
    }

    private static long sent(Limits limits, List<Long> numbers) {
        return numbers.stream()
                .filter(number -> ask(limits, SHOP, number) == null)
                .count();
    }

    @ParameterizedTest
    @ValueSource(longs = {46_701_230_000L, 46_701_234_567L, 46_701_239_990L})
    void ofTenThousandAdjacentNumbersFiftyAreWrittenToInWhicheverOrder(long first) {
        List<Long> numbers =
                new ArrayList<>(LongStream.range(first, first + 10_000).boxed().toList());

        assertThat(sent(limits(adjacent(50)), numbers)).isEqualTo(50);

        assertThat(store.resume(SHOP.id(), "me").join()).isTrue();
        Collections.shuffle(numbers, new Random(1));
        assertThat(sent(limits(adjacent(50)), numbers)).isEqualTo(50);
    }

    @Test
    void aPausedAccountIsToldWhyAndOthersSendOn() {
        Limits limits = limits(adjacent(3));
        sent(limits, List.of(46_700_000_001L, 46_700_000_002L, 46_700_000_003L, 46_700_000_004L));

        Breach breach = limits.check(SHOP, "Shop", new PhoneNumber("+15551234567"), 1, false);

        assertThat(breach).isNotNull();
        assertThat(breach.limit()).isEqualTo(Limit.PAUSED);
        assertThat(breach.detail())
                .contains(
                        "3 adjacent numbers around +4670000xxxx in an hour",
                        "an operator of the gateway can resume it");
        assertThat(ask(limits, OTHER, 46_700_000_004L)).isNull();
        assertThat(store.paused().join()).singleElement().satisfies(pause -> assertThat(pause.account())
                .isEqualTo(SHOP.id()));
    }

    @Test
    void anOperatorLiftsAPauseAndTheCountBeginsAgain() {
        Limits limits = limits(adjacent(2));
        List<Long> numbers =
                LongStream.range(46_700_000_000L, 46_700_000_010L).boxed().toList();
        assertThat(sent(limits, numbers)).isEqualTo(2);

        assertThat(limits.pauses().resume(SHOP.id(), "me").join()).isTrue();

        assertThat(sent(limits, numbers)).isEqualTo(2);
    }

    @Test
    void aPauseThatTheCommandLineLiftsEndsWhenTheStoreIsReadAgain() {
        Limits limits = limits(adjacent(1));
        sent(limits, List.of(46_700_000_000L, 46_700_000_001L));
        assertThat(store.resume(SHOP.id(), "command line").join()).isTrue();

        assertThat(ask(limits, SHOP, 46_700_000_001L)).isEqualTo(Limit.PAUSED);
        limits.pauses().refresh().join();

        assertThat(ask(limits, SHOP, 46_700_000_001L)).isNull();
    }

    @Test
    void aNumberWrittenToAgainIsNoNewOneAndOldOnesAreForgotten() {
        Limits limits = limits(adjacent(2));
        for (int i = 0; i < 10; i++) {
            assertThat(ask(limits, SHOP, 46_700_000_000L)).isNull();
        }
        assertThat(ask(limits, SHOP, 46_700_000_001L)).isNull();
        nowMicros += TimeUnit.HOURS.toMicros(1);

        assertThat(ask(limits, SHOP, 46_700_000_002L)).isNull();
    }

    @Test
    void numbersOfAWholeCountryAreNotAdjacent() {
        Limits limits = limits(adjacent(50));
        Random random = new Random(2);

        assertThat(random.longs(5_000, 46_700_000_000L, 46_800_000_000L)
                        .filter(number -> ask(limits, SHOP, number) != null)
                        .count())
                .isZero();
    }

    @Test
    void oneNumberGetsSoManyMessagesInATime() {
        Limits limits = limits(new LimitRules(Set.of(), Set.of(), null, new RateLimit(2, HOUR_NANOS), 0, 0));
        assertThat(sent(limits, List.of(46_700_000_001L, 46_700_000_001L, 46_700_000_002L)))
                .isEqualTo(3);
        nowMicros += TimeUnit.MINUTES.toMicros(59);

        Breach breach = limits.check(SHOP, "Shop", new PhoneNumber("+46700000001"), 1, false);
        assertThat(breach)
                .isEqualTo(new Breach(
                        Limit.PER_RECIPIENT,
                        "the account's limit of 2 messages to one number in an hour is reached",
                        61));
        nowMicros += TimeUnit.SECONDS.toMicros(61);

        assertThat(ask(limits, SHOP, 46_700_000_001L)).isNull();
    }

    @Test
    void manyRecipientsAreToldApart() {
        Limits limits = limits(new LimitRules(Set.of(), Set.of(), null, new RateLimit(1, HOUR_NANOS), 0, 0));
        List<Long> numbers =
                LongStream.range(46_700_000_000L, 46_700_010_000L).boxed().toList();

        assertThat(sent(limits, numbers)).isEqualTo(10_000);
        assertThat(sent(limits, numbers)).isZero();
    }

    @Test
    void aDayHasSoManyMessagesAndEndsAtMidnight() {
        Limits limits = limits(new LimitRules(Set.of(), Set.of(), null, null, 3, 0));
        limits.sentBefore(List.of(new DayUse(SHOP.id(), false, "+4670", 2, 2)));

        assertThat(ask(limits, SHOP, 46_700_000_001L)).isNull();
        assertThat(ask(limits, SHOP, 46_700_000_002L)).isEqualTo(Limit.PER_DAY);
        limits.giveBack(SHOP, new PhoneNumber("+46700000001"), 1, false);
        assertThat(ask(limits, SHOP, 46_700_000_002L)).isNull();
        nowMicros += TimeUnit.DAYS.toMicros(1);

        assertThat(ask(limits, SHOP, 46_700_000_003L)).isNull();
    }

    @Test
    void aDayCostsNoMoreThanItMay() {
        Price all = new Price("+", 100_000, 500_000);
        Price sweden = new Price("+467", 40_000, 0);
        Limits limits = limits(new LimitRules(Set.of(), Set.of(), null, null, 0, 300_000), all, sweden);
        limits.sentBefore(List.of(new DayUse(SHOP.id(), false, "+46700000", 1, 5)));
        PhoneNumber near = new PhoneNumber("+46700000001");
        PhoneNumber far = new PhoneNumber("+15551234567");

        assertThat(limits.check(SHOP, "Shop", near, 2, false)).isNull(); // 0.28 of 0.30
        Breach breach = limits.check(SHOP, "Shop", far, 1, false);

        assertThat(breach).isNotNull();
        assertThat(breach.limit()).isEqualTo(Limit.SPEND);
        assertThat(breach.detail())
                .contains("limit of 0.3 a day would be exceeded: the message costs 0.1 and 0.28 are spent");
        assertThat(limits.cost(far, 1, true)).isEqualTo(500_000);
    }

    @Test
    void onlySomeCountriesAndSendersAreAllowed() {
        Limits limits = limits(new LimitRules(Set.of("SE"), Set.of("Shop", "+4670*"), null, null, 0, 0));
        PhoneNumber near = new PhoneNumber("+46700000001");

        assertThat(limits.check(SHOP, "Shop", near, 1, false)).isNull();
        assertThat(limits.check(SHOP, "+46701234567", near, 1, false)).isNull();
        assertThat(limits.check(SHOP, "Bank", near, 1, false))
                .isEqualTo(new Breach(Limit.SENDER, "the account may not send as Bank", 0));
        assertThat(limits.check(SHOP, "Shop", new PhoneNumber("+15551234567"), 1, false))
                .isEqualTo(
                        new Breach(Limit.COUNTRY, "the account may not send to numbers of no country: only to SE", 0));
        assertThat(limits.check(OTHER, "Bank", new PhoneNumber("+15551234567"), 1, false))
                .isNull();
    }

    @Test
    void otherLimitsAreTakenUpWhileItRuns() {
        Limits limits = limits(LimitRules.NONE);
        assertThat(ask(limits, SHOP, 15_551_234_567L)).isNull();

        limits.replace(
                new LimitPlan(new LimitRules(Set.of("SE"), Set.of(), null, null, 0, 0), Map.of(), List.of()),
                List.of());

        assertThat(ask(limits, SHOP, 15_551_234_567L)).isEqualTo(Limit.COUNTRY);
    }
}
