package trunkline.gateway.hours;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * When the messages of all accounts may leave.
 *
 * @param all of those that are not named
 * @param accounts of those that are, by name
 * @param zone whose clocks count for a number of which no zone is known
 */
public record HoursPlan(HoursRules all, Map<String, HoursRules> accounts, ZoneId zone) {

    /** At any time. */
    public static final HoursPlan ANY = new HoursPlan(HoursRules.ANY, Map.of(), ZoneOffset.UTC);

    public HoursPlan {
        accounts = Map.copyOf(accounts);
    }

    /** The rules of an account. */
    public HoursRules of(String account) {
        return accounts.getOrDefault(account, all);
    }
}
