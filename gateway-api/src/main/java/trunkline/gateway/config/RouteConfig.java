package trunkline.gateway.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.route.Condition;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.route.Hours;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.Route;
import trunkline.gateway.route.RouteWay;
import trunkline.gateway.route.Selection;

/** Reads one entry of {@code routes}. */
final class RouteConfig {

    private static final String PREFIX_RULE =
            "must be + and the first digits of numbers in E.164 form, or + alone for all";
    /** Longer than any number can need. */
    private static final int PATTERN_MAX = 256;

    private static final int PRIORITY_MAX = 1_000_000;
    private static final double COST_MAX = 1e9;
    private static final double ALL_PERCENT = 100;
    /** What rounding may take from shares that are written with decimals. */
    private static final double ROUNDING = 0.01;

    private RouteConfig() {}

    /**
     * Reads it.
     *
     * @param number of the entry, from 1: its name if it has none
     */
    static Route read(Section section, int number, Set<String> smscNames, Set<String> trunkNames) {
        String name = section.text("name", "route-" + number);
        int priority = section.integer("priority", Route.USUAL_PRIORITY, 0, PRIORITY_MAX);
        List<Condition> conditions = conditions(section);
        List<RouteWay> sms = ways(section, "sms", smscNames, "smsc");
        List<RouteWay> voice = ways(section, "voice", trunkNames, "trunks");
        Selection.By by = section.oneOf("choose", Selection.By.ORDER);
        if (by == Selection.By.WEIGHT) {
            checkShares(section, "sms", sms);
            checkShares(section, "voice", voice);
        }
        if (by == Selection.By.DELIVERY_RATE && sms.size() < 2) {
            section.wrong("choose", "can be delivery-rate where 'sms' names two SMSCs or more: calls have no receipts");
        }
        Selection selection = new Selection(
                by,
                section.flag("sticky", false),
                canary(section, sms, voice),
                section.number("explore", Selection.USUAL_EXPLORE_PERCENT, 0, ALL_PERCENT));
        Route route = new Route(name, priority, conditions, sms, voice, selection, failover(section));
        section.end();
        return route;
    }

    private static List<Condition> conditions(Section section) {
        List<Condition> conditions = new ArrayList<>();
        boolean hasPattern = section.has("matches");
        boolean hasCountry = section.has("country");
        if (section.has("to") || !(hasPattern || hasCountry)) {
            String prefix = section.required("to", PREFIX_RULE);
            if (!prefix.isEmpty() && !prefix.matches("\\+[0-9]{0,15}")) {
                section.wrong("to", PREFIX_RULE);
            }
            conditions.add(new Condition.Prefix(prefix));
        }
        if (hasPattern) {
            addPattern(section, conditions);
        }
        list(section, "country", conditions, codes -> {
            List<String> known = List.of(Locale.getISOCountries());
            if (!known.containsAll(codes)) {
                section.wrong(
                        "country", "must be codes of countries in two capital letters (ISO 3166-1), such as [SE, NO]");
            }
            return new Condition.Country(Set.copyOf(codes));
        });
        list(section, "from", conditions, Condition.From::new);
        list(section, "account", conditions, names -> new Condition.OfAccount(Set.copyOf(names)));
        list(section, "class", conditions, labels -> {
            Set<MessageClass> classes = EnumSet.noneOf(MessageClass.class);
            for (MessageClass one : MessageClass.values()) {
                if (labels.contains(one.label())) {
                    classes.add(one);
                }
            }
            if (classes.size() != Set.copyOf(labels).size()) {
                section.wrong("class", "must be some of " + labels(MessageClass.values()));
            }
            return new Condition.OfClass(classes);
        });
        if (section.has("hours")) {
            conditions.add(hours(section.section("hours")));
        }
        return conditions;
    }

    private interface OfList {
        Condition condition(List<String> items);
    }

    private static void list(Section section, String key, List<Condition> into, OfList reader) {
        if (!section.has(key)) {
            return;
        }
        List<String> items = section.texts(key);
        if (items.isEmpty()) {
            section.wrong(key, "must be a list of at least one");
        } else {
            into.add(reader.condition(items));
        }
    }

    private static void addPattern(Section section, List<Condition> into) {
        String text = section.text("matches", "");
        if (text.length() > PATTERN_MAX) {
            section.wrong("matches", "must be up to " + PATTERN_MAX + " characters");
            return;
        }
        try {
            into.add(Condition.Matching.of(text));
        } catch (IllegalArgumentException e) {
            section.wrong(
                    "matches",
                    "must be a regular expression of RE2, which has no look-around and no back-references: "
                            + e.getMessage());
        }
    }

    private static Hours hours(Section section) {
        Hours hours = new Hours(HoursConfig.day(section), HoursConfig.zone(section));
        section.end();
        return hours;
    }

    private static List<RouteWay> ways(Section section, String key, Set<String> names, String entries) {
        List<RouteWay> ways = new ArrayList<>();
        for (Section.Item item : section.itemsOrTexts(key)) {
            Section nested = item.section();
            RouteWay way = nested == null ? RouteWay.named(item.text()) : way(nested);
            if (ways.stream().anyMatch(other -> other.name().equals(way.name()))) {
                section.wrong(key, "must name each way once");
            }
            ways.add(way);
        }
        if (!names.containsAll(ways.stream().map(RouteWay::name).toList())) {
            section.wrong(key, "must name entries of " + entries + ": those are " + names);
        }
        return ways;
    }

    private static RouteWay way(Section section) {
        RouteWay way = new RouteWay(
                section.required("name", "must be the name of an SMSC or trunk"),
                section.number("weight", 0, 0, ALL_PERCENT),
                section.number("cost", 0, 0, COST_MAX));
        section.end();
        return way;
    }

    private static void checkShares(Section section, String key, List<RouteWay> ways) {
        double sum = ways.stream().mapToDouble(RouteWay::percent).sum();
        if (!ways.isEmpty() && Math.abs(sum - ALL_PERCENT) > ROUNDING) {
            section.wrong(key, "must have weights that are 100 together where 'choose' is weight; they are " + sum);
        }
    }

    private static Selection.@Nullable Canary canary(Section section, List<RouteWay> sms, List<RouteWay> voice) {
        if (!section.has("canary")) {
            return null;
        }
        Section canary = section.section("canary");
        String rule = "must be the name of one of the ways of this route";
        String way = canary.required("way", rule);
        if (!way.isEmpty()
                && Stream.concat(sms.stream(), voice.stream())
                        .noneMatch(one -> one.name().equals(way))) {
            canary.wrong("way", rule);
        }
        double percent = canary.number("percent", 1, 0, ALL_PERCENT);
        canary.end();
        return new Selection.Canary(way, percent);
    }

    private static Set<FailoverCause> failover(Section section) {
        if (!section.has("failover")) {
            return Route.USUAL_FAILOVER;
        }
        List<String> labels = section.texts("failover");
        Set<FailoverCause> causes = EnumSet.noneOf(FailoverCause.class);
        for (FailoverCause cause : FailoverCause.values()) {
            if (labels.contains(cause.label())) {
                causes.add(cause);
            }
        }
        if (causes.size() != Set.copyOf(labels).size()) {
            section.wrong("failover", "must be some of " + labels(FailoverCause.values()));
        }
        return causes;
    }

    private static List<String> labels(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
