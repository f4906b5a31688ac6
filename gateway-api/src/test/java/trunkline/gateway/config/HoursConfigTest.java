package trunkline.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.hours.AllowedHours;
import trunkline.gateway.hours.DayHours;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.hours.HoursRules;
import trunkline.profile.ProfileCatalog;

class HoursConfigTest {

    @Test
    void anAccountHasWhatItSaysAndElseWhatHoldsForAll() throws Exception {
        HoursPlan plan = read(
                """
                hours:
                  quiet-hours: [{from: "21:00", to: "08:00"}, {days: [sun]}]
                  zone: Europe/Stockholm
                  accounts:
                    - {name: otp, quiet-hours: [], can-be-switched-off: true}
                    - {name: alarm, call-window: [{from: "09:00", to: "18:00", days: [mon, fri]}]}
                """);
        DayHours night = new DayHours(LocalTime.of(21, 0), LocalTime.of(8, 0), EnumSet.allOf(DayOfWeek.class));
        DayHours sunday = new DayHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(DayOfWeek.SUNDAY));
        DayHours office =
                new DayHours(LocalTime.of(9, 0), LocalTime.of(18, 0), Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        AllowedHours sms = AllowedHours.outside(List.of(night, sunday));
        assertThat(plan.of("anybody")).isEqualTo(new HoursRules(sms, AllowedHours.ANY, false));
        assertThat(plan.of("otp").sms().isAny()).isTrue();
        assertThat(plan.of("otp").canBeSwitchedOff()).isTrue();
        assertThat(plan.of("alarm")).isEqualTo(new HoursRules(sms, AllowedHours.inside(List.of(office)), false));
        assertThat(plan.zone()).isEqualTo(ZoneId.of("Europe/Stockholm"));
    }

    @Test
    void withoutTheSectionAllHoursAreAllowed() throws Exception {
        assertThat(read("{}").of("anybody")).isEqualTo(HoursRules.ANY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hours: {quiet-hours: [{from: '25:00'}]} | 'hours.quiet-hours[0].from' is '25:00': must be a time of day",
                "hours: {quiet-hours: '21:00-08:00'} | 'hours.quiet-hours' is '21:00-08:00': must be a list",
                "hours: {call-window: [{days: [noday]}]} | 'hours.call-window[0].days' is",
                "hours: {zone: Mars} | 'hours.zone' is 'Mars': must be a time zone such as",
                "hours: {quiet: []} | 'hours.quiet' is",
                "hours: {accounts: [{quiet-hours: []}]} | 'hours.accounts[0].name' is missing: must be the name",
                "hours: {accounts: [{name: a}, {name: a}]} | 'hours.accounts[a].name' is 'a': is there twice"
            })
    void saysKeyValueAndRule(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(problem);
    }

    private static HoursPlan read(String yaml) throws Exception {
        return ConfigFile.parse("test.yaml", yaml, Path.of("."), ProfileCatalog.shipped())
                .config()
                .hours();
    }
}
