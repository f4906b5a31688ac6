package trunkline.gateway.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks for the moment at which several hours allow something at once, in each of several zones. */
public final class Opening {

    /** Days that are looked through: hours are the same again each week, whatever the clocks are set to in it. */
    private static final int DAYS = 8;

    private Opening() {}

    /** Whether all of {@code hours} allow this moment in all of {@code zones}. */
    public static boolean isOpen(List<AllowedHours> hours, List<ZoneId> zones, Instant at) {
        for (ZoneId zone : zones) {
            LocalDateTime there = LocalDateTime.ofInstant(at, zone);
            if (!hours.stream().allMatch(one -> one.allow(there))) {
                return false;
            }
        }
        return true;
    }

    /** The first moment from {@code at} on that all of {@code hours} allow in all of {@code zones}; null if there is none in a week. */
    public static @Nullable Instant next(List<AllowedHours> hours, List<ZoneId> zones, Instant at) {
        if (isOpen(hours, zones, at)) {
            return at;
        }
        TreeSet<Instant> edges = new TreeSet<>();
        zones.forEach(zone -> addEdges(hours, zone, at, edges));
        for (Instant edge : edges) {
            if (edge.isAfter(at) && isOpen(hours, zones, edge)) {
                return edge;
            }
        }
        return null;
    }

    /** All moments at which what holds in a zone can change. */
    private static void addEdges(List<AllowedHours> hours, ZoneId zone, Instant at, Set<Instant> into) {
        ZoneRules rules = zone.getRules();
        LocalDate first = LocalDate.ofInstant(at, zone);
        for (AllowedHours allowed : hours) {
            for (DayHours window : allowed.windows()) {
                for (int day = 0; day < DAYS; day++) {
                    add(rules, first.plusDays(day), window.from(), into);
                    add(rules, first.plusDays(day), window.to(), into);
                }
            }
        }
        ZoneOffsetTransition change = rules.nextTransition(at);
        if (change != null) {
            into.add(change.getInstant());
        }
    }

    /** Clocks that are set back show a time twice; those that are set forward leave some out, and the change itself is an edge. */
    private static void add(ZoneRules rules, LocalDate date, LocalTime time, Set<Instant> into) {
        LocalDateTime there = LocalDateTime.of(date, time);
        for (ZoneOffset offset : rules.getValidOffsets(there)) {
            into.add(there.toInstant(offset));
        }
    }
}
