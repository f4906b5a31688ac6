package trunkline.gateway.limit;

import java.util.List;
import java.util.Map;

/**
 * The limits of all accounts.
 *
 * @param all of those that are not named
 * @param accounts of those that are, by name
 * @param prices what messages cost
 */
public record LimitPlan(LimitRules all, Map<String, LimitRules> accounts, List<Price> prices) {

    /** No limits. */
    public static final LimitPlan NONE = new LimitPlan(LimitRules.NONE, Map.of(), List.of());

    public LimitPlan {
        accounts = Map.copyOf(accounts);
        prices = List.copyOf(prices);
    }

    /** Whether nobody is limited. */
    boolean isNone() {
        return all.equals(LimitRules.NONE)
                && accounts.values().stream().allMatch(rules -> rules.equals(LimitRules.NONE));
    }

    /** Whether anything is counted by the day, so that what was sent before a restart counts too. */
    public boolean countsDays() {
        return all.countsDays() || accounts.values().stream().anyMatch(LimitRules::countsDays);
    }

    LimitRules of(String account) {
        return accounts.getOrDefault(account, all);
    }
}
