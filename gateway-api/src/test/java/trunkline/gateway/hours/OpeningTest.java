package trunkline.gateway.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpeningTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

    private static DayHours hours(String from, String to, Set<DayOfWeek> days) {
        return new DayHours(LocalTime.parse(from), LocalTime.parse(to), days);
    }

    private static AllowedHours quiet(String from, String to) {
        return AllowedHours.outside(List.of(hours(from, to, ALL)));
    }

    private static @Nullable Instant next(AllowedHours hours, ZoneId zone, String at) {
        return Opening.next(List.of(hours), List.of(zone), Instant.parse(at));
    }

    @Test
    void quietHoursPastMidnightEndInTheMorning() {
        assertThat(next(quiet("21:00", "08:00"), STOCKHOLM, "2026-11-27T21:00:00Z"))
                .isEqualTo("2026-11-28T07:00:00Z");
        assertThat(next(quiet("21:00", "08:00"), STOCKHOLM, "2026-11-28T06:59:59Z"))
                .isEqualTo("2026-11-28T07:00:00Z");
    }

    @Test
    void theirFirstMomentIsQuietAndTheFirstAfterThemIsNot() {
        assertThat(next(quiet("21:00", "08:00"), STOCKHOLM, "2026-11-27T19:59:59.999999Z"))
                .isEqualTo("2026-11-27T19:59:59.999999Z");
        assertThat(next(quiet("21:00", "08:00"), STOCKHOLM, "2026-11-27T20:00:00Z"))
                .isEqualTo("2026-11-28T07:00:00Z");
        assertThat(next(quiet("21:00", "08:00"), STOCKHOLM, "2026-11-28T07:00:00Z"))
                .isEqualTo("2026-11-28T07:00:00Z");
    }

    @Test
    void aNightInWhichClocksAreSetForwardIsAnHourShorter() {
        assertThat(next(quiet("21:00", "08:00"), STOCKHOLM, "2027-03-27T21:00:00Z"))
                .isEqualTo("2027-03-28T06:00:00Z");
    }

    @Test
    void aNightInWhichClocksAreSetBackIsAnHourLonger() {
        assertThat(next(quiet("21:00", "08:00"), STOCKHOLM, "2026-10-24T20:00:00Z"))
                .isEqualTo("2026-10-25T07:00:00Z");
    }

    @Test
    void quietHoursThatEndAtATimeWhichClocksLeaveOutEndAsTheyAreSetForward() {
        // 02:00 to 03:00 is not there on 2027-03-28
        assertThat(next(quiet("01:00", "02:30"), STOCKHOLM, "2027-03-28T00:30:00Z"))
                .isEqualTo("2027-03-28T01:00:00Z");
    }

    @Test
    void quietHoursThatEndAtATimeWhichComesTwiceEndTwice() {
        // 02:00 to 03:00 is there twice on 2026-10-25
        AllowedHours night = quiet("22:00", "02:30");
        assertThat(next(night, STOCKHOLM, "2026-10-25T00:00:00Z")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(next(night, STOCKHOLM, "2026-10-25T01:00:00Z")).isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void aNumberOfSeveralZonesWaitsForAllOfThem() {
        // 08:30 in New York; 09:00 in Los Angeles is 17:00 UTC
        assertThat(Opening.next(
                        List.of(quiet("21:00", "09:00")),
                        List.of(NEW_YORK, LOS_ANGELES),
                        Instant.parse("2026-01-15T13:30:00Z")))
                .isEqualTo("2026-01-15T17:00:00Z");
    }

    @Test
    void aWindowForCallsIsTheOtherWayRoundAndKnowsItsDays() {
        AllowedHours office = AllowedHours.inside(
                List.of(hours("09:00", "17:00", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))));
        // a Friday, after work
        assertThat(next(office, STOCKHOLM, "2026-11-27T16:00:00Z")).isEqualTo("2026-11-30T08:00:00Z");
        assertThat(next(office, STOCKHOLM, "2026-11-30T08:00:00Z")).isEqualTo("2026-11-30T08:00:00Z");
    }

    @Test
    void severalStretchesAddUp() {
        AllowedHours hours = AllowedHours.outside(
                List.of(hours("21:00", "08:00", ALL), hours("00:00", "00:00", EnumSet.of(DayOfWeek.SUNDAY))));
        // a Saturday evening: the Sunday is quiet, then its night
        assertThat(next(hours, STOCKHOLM, "2026-11-28T21:00:00Z")).isEqualTo("2026-11-30T07:00:00Z");
    }

    @Test
    void allHoursMustAllowIt() {
        List<AllowedHours> both =
                List.of(quiet("21:00", "08:00"), AllowedHours.inside(List.of(hours("07:00", "08:30", ALL))));
        assertThat(Opening.next(both, List.of(STOCKHOLM), Instant.parse("2026-11-27T12:00:00Z")))
                .isEqualTo("2026-11-28T07:00:00Z");
    }

    @Test
    void whatNoMomentOfTheWeekAllowsIsNeverOpen() {
        AllowedHours morning = AllowedHours.inside(List.of(hours("09:00", "12:00", ALL)));
        assertThat(Opening.next(
                        List.of(morning),
                        List.of(NEW_YORK, ZoneId.of("Pacific/Honolulu")),
                        Instant.parse("2026-01-15T13:30:00Z")))
                .isNull();
        assertThat(next(quiet("00:00", "00:00"), STOCKHOLM, "2026-01-15T13:30:00Z"))
                .isNull();
    }
}
