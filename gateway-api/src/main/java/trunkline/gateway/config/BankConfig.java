package trunkline.gateway.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.bank.BankPlan;
import trunkline.gateway.bank.SimPlan;
import trunkline.gateway.message.Sender;
import trunkline.profile.SmscProfile;

/** The section {@code bank} of an SMSC: the SIMs of a bank of modems. */
final class BankConfig {

    private static final int SIMS_MAX = 512;
    private static final int JITTER_MAX = 90;
    private static final double PERCENT = 100;
    private static final int QUOTA_MAX = 1_000_000_000;
    private static final int COUNT_MAX = 1_000;
    private static final Duration REST = Duration.ofMinutes(10);
    private static final String RATE_RULE = "must be submits a second, minute or hour, such as 6/m";
    private static final String NUMBER_RULE =
            "must be the sender that picks the SIM: a number in E.164 form, a short code or a name";

    private BankConfig() {}

    /** Null if the SMSC is no bank. */
    static @Nullable BankPlan read(Section smsc, Profiled<SmscProfile> profiled) {
        if (!smsc.has("bank")) {
            return null;
        }
        Section section = smsc.section("bank");
        SimPlan usual = new SimPlan(
                "",
                "",
                section.read(
                        "rate",
                        RATE_RULE,
                        profiled.fallback(
                                "/smpp/flow/rate", profiled.profile().flow().perSecond()),
                        Values::perSecond),
                quota(section, "per-day", 0),
                quota(section, "per-month", 0));
        int jitter = section.integer("jitter", 20, 0, JITTER_MAX);
        BankPlan plan = new BankPlan(
                sims(section, usual),
                jitter / PERCENT,
                section.read(
                        "zone",
                        "must be a time zone such as Europe/Stockholm, or UTC",
                        Section.Fallback.ofDefault(ZoneId.of("UTC")),
                        BankConfig::zone),
                new BankPlan.Resting(
                        section.integer("rest-after", 3, 1, COUNT_MAX),
                        section.duration("rest", REST),
                        section.integer("quarantine-after", 3, 1, COUNT_MAX)),
                section.flag("sticky", true));
        section.end();
        return plan;
    }

    private static List<SimPlan> sims(Section section, SimPlan usual) {
        List<SimPlan> sims = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        for (Section one : section.sections("sims")) {
            SimPlan sim = sim(one, usual);
            if (!names.add(sim.name())) {
                one.wrong("name", "is taken by another SIM of this bank");
            }
            if (!numbers.add(sim.number())) {
                one.wrong("number", "is that of another SIM of this bank");
            }
            sims.add(sim);
        }
        if (sims.isEmpty() || sims.size() > SIMS_MAX) {
            section.wrong("sims", "must be a list of 1 to " + SIMS_MAX + " SIMs, each with name and number");
        }
        return sims;
    }

    private static SimPlan sim(Section section, SimPlan usual) {
        String name = Names.read(section);
        String number = section.required("number", NUMBER_RULE);
        if (!number.isEmpty() && Sender.brokenRule(number) != null) {
            section.wrong("number", NUMBER_RULE);
        }
        int perDay = quota(section, "per-day", usual.perDay());
        int perMonth = quota(section, "per-month", usual.perMonth());
        if (perMonth > 0 && perDay > perMonth) {
            section.wrong("per-day", "must not be above 'per-month', which is " + perMonth + ": it is " + perDay);
        }
        double rate = section.read(
                "rate", RATE_RULE, new Section.Fallback<>(usual.perSecond(), "that of the bank"), Values::perSecond);
        section.end();
        return new SimPlan(name, number, rate, perDay, perMonth);
    }

    /** 0 for none. */
    private static int quota(Section section, String key, int fallback) {
        Integer quota = OrOff.read(
                section,
                key,
                "must be 1 to " + QUOTA_MAX + " segments, or off",
                fallback == 0 ? null : Integer.valueOf(fallback),
                text -> Values.integer(text, 1, QUOTA_MAX));
        return quota == null ? 0 : quota;
    }

    private static @Nullable ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
