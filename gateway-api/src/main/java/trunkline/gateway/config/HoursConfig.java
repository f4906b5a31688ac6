package trunkline.gateway.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.hours.AllowedHours;
import trunkline.gateway.hours.DayHours;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.hours.HoursRules;

/** The section {@code hours}, and hours of the day wherever they are written. */
final class HoursConfig {

    private static final String QUIET_HOURS = "quiet-hours";
    private static final String CALL_WINDOW = "call-window";
    /** Stretches of the day in one list. */
    private static final int WINDOWS_MAX = 14;

    private HoursConfig() {}

    static HoursPlan read(Section section) {
        HoursRules all = rules(section, HoursRules.ANY);
        ZoneId zone = zone(section);
        Map<String, HoursRules> accounts = new HashMap<>();
        for (Section account : section.sections("accounts")) {
            String name = account.required("name", "must be the name of an account");
            if (accounts.put(name, rules(account, all)) != null) {
                account.wrong("name", "is there twice");
            }
            account.end();
        }
        section.end();
        return new HoursPlan(all, accounts, zone);
    }

    /** The rules of a section; what is not there is as in {@code otherwise}. */
    private static HoursRules rules(Section section, HoursRules otherwise) {
        AllowedHours sms =
                section.has(QUIET_HOURS) ? AllowedHours.outside(windows(section, QUIET_HOURS)) : otherwise.sms();
        AllowedHours calls =
                section.has(CALL_WINDOW) ? AllowedHours.inside(windows(section, CALL_WINDOW)) : otherwise.calls();
        return new HoursRules(sms, calls, section.flag("can-be-switched-off", otherwise.canBeSwitchedOff()));
    }

    private static List<DayHours> windows(Section section, String key) {
        List<DayHours> windows = new ArrayList<>();
        for (Section window : section.sections(key)) {
            windows.add(day(window));
            window.end();
        }
        if (windows.size() > WINDOWS_MAX) {
            section.wrong(key, "must be up to " + WINDOWS_MAX + " stretches of the day");
        }
        return windows;
    }

    /** {@code from}, {@code to} and {@code days}; all day, and every day, where they are not there. */
    static DayHours day(Section section) {
        String rule = "must be a time of day such as 08:00";
        LocalTime from = section.read("from", rule, Section.Fallback.ofDefault(LocalTime.MIDNIGHT), HoursConfig::time);
        LocalTime to = section.read("to", rule, Section.Fallback.ofDefault(LocalTime.MIDNIGHT), HoursConfig::time);
        return new DayHours(from, to, days(section));
    }

    private static Set<DayOfWeek> days(Section section) {
        List<String> labels = section.texts("days");
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (labels.isEmpty() || labels.contains(DayHours.label(day))) {
                days.add(day);
            }
        }
        if (!labels.isEmpty() && days.size() != Set.copyOf(labels).size()) {
            section.wrong(
                    "days",
                    "must be some of "
                            + Stream.of(DayOfWeek.values()).map(DayHours::label).toList());
        }
        return days;
    }

    /** {@code zone}; UTC where it is not there. */
    static ZoneId zone(Section section) {
        return section.read(
                "zone",
                "must be a time zone such as Europe/Stockholm, or UTC",
                Section.Fallback.ofDefault(ZoneId.of("UTC")),
                HoursConfig::zone);
    }

    private static @Nullable LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
