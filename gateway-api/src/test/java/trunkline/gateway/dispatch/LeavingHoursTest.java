package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.hours.AllowedHours;
import trunkline.gateway.hours.DayHours;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.hours.HoursRules;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.HoursWish;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsOptions.Handling;
import trunkline.gateway.message.SmsSize;

class LeavingHoursTest {

    private static final DayHours NIGHT = hours("21:00", "08:00");
    private static final HoursRules RULES = new HoursRules(
            AllowedHours.outside(List.of(NIGHT)), AllowedHours.inside(List.of(hours("09:00", "18:00"))), false);
    /** 22:00 in Stockholm. */
    private static final long EVENING = micros("2026-11-27T21:00:00Z");

    private static final long NOON = micros("2026-11-27T11:00:00Z");

    private static DayHours hours(String from, String to) {
        return new DayHours(LocalTime.parse(from), LocalTime.parse(to), EnumSet.allOf(DayOfWeek.class));
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    private static LeavingHours of(Map<String, HoursRules> accounts, ZoneId... zones) {
        HoursPlan plan = new HoursPlan(RULES, accounts, ZoneId.of("Asia/Tokyo"));
        return new LeavingHours(plan, number -> List.of(zones), account -> account == 7 ? "shop" : null);
    }

    private static LeavingHours inStockholm() {
        return of(Map.of(), ZoneId.of("Europe/Stockholm"));
    }

    private static MessageRequest sms(HoursWish wish) {
        return request(Content.Text.of("hello"), wish);
    }

    private static MessageRequest request(Content content, HoursWish wish) {
        return new MessageRequest(
                7,
                new Sender("Shop"),
                new PhoneNumber("+46736265449"),
                content,
                Duration.ofDays(3),
                new SendPlan(0, null, wish));
    }

    @Test
    void anSmsWaitsForTheEndOfQuietHoursAndSaysUntilWhen() {
        Leave leave = inStockholm().of(sms(HoursWish.NONE), EVENING);
        assertThat(leave.atMicros()).isEqualTo(micros("2026-11-28T07:00:00Z"));
        assertThat(leave.waits())
                .isEqualTo("waits for quiet hours until 2026-11-28T07:00:00Z (08:00 in Europe/Stockholm)");
        assertThat(inStockholm().of(sms(HoursWish.NONE), NOON)).isEqualTo(Leave.NOW);
    }

    @Test
    void aCallWaitsForItsWindow() {
        MessageRequest call = request(new Content.Voice("a.mp3", "1"), HoursWish.NONE);
        assertThat(inStockholm().of(call, EVENING).waits())
                .isEqualTo("waits for the call window from 2026-11-28T08:00:00Z (09:00 in Europe/Stockholm)");
        assertThat(inStockholm().of(call, NOON)).isEqualTo(Leave.NOW);
    }

    @Test
    void anAccountMayHaveHoursOfItsOwn() {
        LeavingHours hours = of(Map.of("shop", HoursRules.ANY), ZoneId.of("Europe/Stockholm"));
        assertThat(hours.of(sms(HoursWish.NONE), EVENING)).isEqualTo(Leave.NOW);
        MessageRequest other = new MessageRequest(
                8, new Sender("Shop"), new PhoneNumber("+46736265449"), Content.Text.of("hello"), Duration.ofHours(1));
        assertThat(hours.of(other, EVENING).isKnown()).isFalse();
    }

    @Test
    void theZoneThatAMessageNamesCountsInPlaceOfThoseOfItsNumber() {
        HoursWish wish = new HoursWish(false, List.of(), ZoneId.of("America/New_York"));
        assertThat(inStockholm().of(sms(wish), EVENING)).isEqualTo(Leave.NOW);
        assertThat(inStockholm().of(sms(wish), NOON).atMicros()).isEqualTo(micros("2026-11-27T13:00:00Z"));
    }

    @Test
    void aNumberOfNoKnownZoneHasTheOneThatIsConfigured() {
        // 20:00 in Tokyo is not quiet, 21:00 is
        assertThat(of(Map.of()).of(sms(HoursWish.NONE), NOON)).isEqualTo(Leave.NOW);
        assertThat(of(Map.of())
                        .of(sms(HoursWish.NONE), micros("2026-11-27T12:00:00Z"))
                        .isNow())
                .isFalse();
    }

    @Test
    void hoursOfAMessageHoldBesideThoseOfTheConfiguration() {
        HoursWish wish = new HoursWish(false, List.of(hours("08:00", "10:00")), null);
        assertThat(inStockholm().of(sms(wish), EVENING).atMicros()).isEqualTo(micros("2026-11-28T09:00:00Z"));
    }

    @Test
    void onlyWhereTheConfigurationAllowsItMayAMessageDoWithoutHours() {
        HoursWish off = new HoursWish(true, List.of(), null);
        IntakeOutcome.Refused refused = inStockholm().refusal("shop", sms(off), NOON);
        assertThat(refused).isNotNull().extracting(IntakeOutcome.Refused::what).isEqualTo(Part.QUIET_HOURS);

        HoursRules lenient = new HoursRules(RULES.sms(), RULES.calls(), true);
        LeavingHours hours = of(Map.of("shop", lenient), ZoneId.of("Europe/Stockholm"));
        assertThat(hours.refusal("shop", sms(off), EVENING)).isNull();
        assertThat(hours.of(sms(off), EVENING)).isEqualTo(Leave.NOW);
    }

    @Test
    void whatSurelyExpiresBeforeItMayLeaveIsRefusedAtOnce() {
        MessageRequest brief = new MessageRequest(
                7, new Sender("Shop"), new PhoneNumber("+46736265449"), Content.Text.of("now"), Duration.ofHours(1));
        assertThat(inStockholm().refusal("shop", brief, EVENING))
                .isEqualTo(new IntakeOutcome.Refused(
                        Part.QUIET_HOURS,
                        "+46736265449",
                        "there are quiet hours until 2026-11-28T07:00:00Z (08:00 in Europe/Stockholm), and its validity"
                                + " ends at 2026-11-27T22:00:00Z"));
        assertThat(inStockholm().refusal("shop", brief, NOON)).isNull();
        assertThat(inStockholm().refusal("shop", sms(HoursWish.NONE), EVENING)).isNull();
    }

    @Test
    void whatItsSmscIsToDeliverInQuietHoursIsRefused() {
        Handling handling = new Handling(0, 0, EVENING, false);
        Content.Text timed = new Content.Text("hello", new SmsOptions(false, null, handling), SmsSize.UNKNOWN);
        assertThat(inStockholm().refusal("shop", request(timed, HoursWish.NONE), NOON))
                .isNotNull()
                .extracting(IntakeOutcome.Refused::what)
                .isEqualTo(Part.DELIVERY_TIME);
    }

    @Test
    void zonesThatHaveNoAllowedMomentInCommonAreNamed() {
        LeavingHours hours = of(Map.of(), ZoneId.of("Europe/Stockholm"), ZoneId.of("Pacific/Honolulu"));
        MessageRequest call = request(new Content.Voice("a.mp3", "1"), HoursWish.NONE);
        assertThat(hours.refusal("shop", call, NOON))
                .isNotNull()
                .extracting(IntakeOutcome.Refused::rule)
                .asString()
                .contains("Europe/Stockholm, Pacific/Honolulu", "time_zone");
    }

    @Test
    void anotherPlanHoldsAtOnce() {
        LeavingHours hours = inStockholm();
        hours.replace(HoursPlan.ANY);
        assertThat(hours.of(sms(HoursWish.NONE), EVENING)).isEqualTo(Leave.NOW);
    }
}
