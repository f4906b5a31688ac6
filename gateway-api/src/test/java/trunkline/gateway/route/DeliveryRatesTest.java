package trunkline.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.metrics.Meters;

class DeliveryRatesTest {

    private static final PhoneNumber SWEDE = new PhoneNumber("+46736265449");
    private static final PhoneNumber NORWEGIAN = new PhoneNumber("+4740000000");

    private long nowNanos = -17;
    private long lastKey;
    private final DeliveryRates rates = new DeliveryRates(
            Duration.ofHours(6),
            number -> number.equals(SWEDE) ? "SE" : number.equals(NORWEGIAN) ? "NO" : null,
            () -> nowNanos);

    @BeforeEach
    void want() {
        rates.want(true);
    }

    @Test
    void countsWhatWasDeliveredAndWhatWasNotForEachSmscAndCountry() {
        ends("a", SWEDE, SmsState.DELIVERED);
        ends("a", SWEDE, SmsState.FAILED);
        ends("a", SWEDE, SmsState.EXPIRED);
        ends("a", NORWEGIAN, SmsState.DELIVERED);
        ends("b", SWEDE, SmsState.DELIVERED);
        ends("b", SWEDE, SmsState.CANCELLED);
        ends("b", new PhoneNumber("+88213000000"), SmsState.DELIVERED);

        assertThat(rates.of("a", SWEDE)).isEqualTo(new DeliveryRate(1, 3));
        assertThat(rates.of("a", NORWEGIAN)).isEqualTo(new DeliveryRate(1, 1));
        assertThat(rates.of("b", SWEDE)).isEqualTo(new DeliveryRate(1, 1));
        assertThat(rates.of("c", SWEDE)).isEqualTo(DeliveryRate.NONE);
        assertThat(rates.places())
                .containsExactlyInAnyOrder(
                        new DeliveryRates.Place("a", "SE"),
                        new DeliveryRates.Place("a", "NO"),
                        new DeliveryRates.Place("b", "SE"),
                        new DeliveryRates.Place("b", ""));
    }

    @Test
    void areAmongTheMetricsOnceForEachSmscAndCountry() {
        Logger log = (Logger) LoggerFactory.getLogger(MeterRegistry.class.getPackageName());
        ListAppender<ILoggingEvent> warnings = new ListAppender<>();
        warnings.start();
        log.addAppender(warnings);
        Meters meters = new Meters();
        ends("a", SWEDE, SmsState.DELIVERED);
        meters.rates(rates);
        ends("a", SWEDE, SmsState.FAILED);
        ends("b", SWEDE, SmsState.DELIVERED);
        meters.rates(rates);
        log.detachAppender(warnings);

        assertThat(meters.scrape())
                .contains("trunkline_delivery_rate{country=\"SE\",smsc=\"a\"} 0.5")
                .contains("trunkline_delivery_rate_samples{country=\"SE\",smsc=\"b\"} 1.0");
        assertThat(warnings.list).isEmpty();
    }

    @Test
    void whatIsNotFinalIsWaitedForAndAfterHalfAnHourCountsAsNotDelivered() {
        rates.submitted(1, SWEDE, "a");
        rates.submitted(1, SWEDE, "a"); // its second segment
        rates.changed(1, SmsState.SUBMITTED);
        nowNanos += Duration.ofMinutes(30).toNanos() - 1;
        assertThat(rates.of("a", SWEDE)).isEqualTo(DeliveryRate.NONE);
        nowNanos++;
        assertThat(rates.of("a", SWEDE)).isEqualTo(new DeliveryRate(0, 1));
        rates.changed(1, SmsState.DELIVERED);
        assertThat(rates.of("a", SWEDE)).as("it is judged once").isEqualTo(new DeliveryRate(0, 1));
    }

    @Test
    void whatIsOlderThanTheWindowIsForgottenALittleAtATime() {
        ends("a", SWEDE, SmsState.FAILED);
        nowNanos += Duration.ofHours(3).toNanos();
        ends("a", SWEDE, SmsState.DELIVERED);
        nowNanos += Duration.ofMinutes(150).toNanos();
        assertThat(rates.of("a", SWEDE)).isEqualTo(new DeliveryRate(1, 2));
        nowNanos += Duration.ofMinutes(30).toNanos();
        assertThat(rates.of("a", SWEDE)).isEqualTo(new DeliveryRate(1, 1));
        nowNanos += Duration.ofHours(3).toNanos();
        assertThat(rates.of("a", SWEDE)).isEqualTo(DeliveryRate.NONE);
    }

    @Test
    void noMoreWaitThanIsBounded() {
        for (int i = 0; i < DeliveryRates.WAITING_MAX + 10; i++) {
            rates.submitted(++lastKey, SWEDE, "a");
        }
        rates.submitted(++lastKey, SWEDE, "b");
        nowNanos += DeliveryRates.PATIENCE.toNanos();
        assertThat(rates.of("a", SWEDE)).isEqualTo(new DeliveryRate(0, DeliveryRates.WAITING_MAX));
        assertThat(rates.of("b", SWEDE)).isEqualTo(new DeliveryRate(0, 1));
        for (int i = 0; i < DeliveryRates.PLACES_MAX; i++) {
            ends("way-" + i, SWEDE, SmsState.DELIVERED);
        }
        assertThat(rates.places()).hasSize(DeliveryRates.PLACES_MAX);
    }

    @Test
    void nothingIsKeptWhereNoRouteAsksForIt() {
        ends("a", SWEDE, SmsState.DELIVERED);
        rates.want(false);
        ends("a", SWEDE, SmsState.DELIVERED);
        rates.want(true);
        assertThat(rates.of("a", SWEDE)).isEqualTo(DeliveryRate.NONE);
    }

    /** Wilson's interval for 81 of 263 is 0.2553 to 0.3662: R. G. Newcombe, Statistics in Medicine 17 (1998), method 3. */
    @Test
    void theRangeOfARateIsThatOfWilson() {
        DeliveryRate rate = new DeliveryRate(81, 263);
        assertThat(rate.atLeast()).isCloseTo(0.2553, within(0.0001));
        assertThat(rate.atMost()).isCloseTo(0.3662, within(0.0001));
        assertThat(DeliveryRate.NONE.atLeast()).isZero();
        assertThat(DeliveryRate.NONE.atMost()).isEqualTo(1);
        assertThat(new DeliveryRate(0, 10).isWorseThan(new DeliveryRate(10, 10)))
                .isTrue();
        assertThat(new DeliveryRate(1, 2).isWorseThan(new DeliveryRate(2, 2))).isFalse();
        assertThat(new DeliveryRate(9_700, 10_000).isWorseThan(new DeliveryRate(9_800, 10_000)))
                .isTrue();
        assertThat(new DeliveryRate(97, 100).isWorseThan(new DeliveryRate(98, 100)))
                .isFalse();
    }

    private void ends(String way, PhoneNumber to, SmsState state) {
        rates.submitted(++lastKey, to, way);
        rates.changed(lastKey, state);
    }
}
