package trunkline.gateway.route;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param name how explanations call it
 * @param priority rows of a lower number come first
 * @param conditions all of which a message must meet
 * @param sms SMSCs for SMS; empty if it has none
 * @param voice trunks for calls; empty if it has none
 * @param selection how it chooses among them
 * @param failover for what a message that does not get through is given to another of them
 */
public record Route(
        String name,
        int priority,
        List<Condition> conditions,
        List<RouteWay> sms,
        List<RouteWay> voice,
        Selection selection,
        Set<FailoverCause> failover) {

    /** What rows that say nothing of it do. */
    public static final Set<FailoverCause> USUAL_FAILOVER = Set.of(FailoverCause.DOWN, FailoverCause.TEMPORARY);

    public static final int USUAL_PRIORITY = 100;

    /** A row for all numbers that begin with {@code prefix}. */
    public static Route ofPrefix(String prefix, List<String> sms, List<String> voice) {
        return new Route(
                prefix,
                USUAL_PRIORITY,
                List.of(new Condition.Prefix(prefix)),
                sms.stream().map(RouteWay::named).toList(),
                voice.stream().map(RouteWay::named).toList(),
                Selection.IN_ORDER,
                USUAL_FAILOVER);
    }

    /** Its ways for messages of a class. */
    List<RouteWay> ways(MessageClass type) {
        return type == MessageClass.VOICE ? voice : sms;
    }

    /** Digits of the prefix it asks for: of two rows the one that asks for more of the number comes first. */
    int prefixLength() {
        int longest = 0;
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Prefix prefix) {
                longest = Math.max(longest, prefix.prefix().length());
            }
        }
        return longest;
    }

    /** Why a message does not go by it, in words; null if it can. */
    @Nullable
    String whyNot(RouteQuery query, Countries countries) {
        if (ways(query.type()).isEmpty()) {
            return query.type() == MessageClass.VOICE ? "it has no trunk" : "it has no SMSC";
        }
        for (Condition condition : conditions) {
            String why = condition.whyNot(query, countries);
            if (why != null) {
                return why;
            }
        }
        return null;
    }
}
