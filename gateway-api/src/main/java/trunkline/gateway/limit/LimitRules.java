package trunkline.gateway.limit;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.RateLimit;

/**
 * What one account may send. What is empty, null or 0 limits nothing.
 *
 * @param countries two letters each (ISO 3166-1) of the countries that it may send to
 * @param senders those that it may use; a star at the end stands for all that begin so
 * @param adjacent different numbers out of any 10,000 that follow each other, in a time; one more pauses the account
 * @param perRecipient messages to one number in a time
 * @param perDay messages in a day, UTC
 * @param spendPerDay what the messages of a day, UTC, may cost together, in millionths
 */
public record LimitRules(
        Set<String> countries,
        Set<String> senders,
        @Nullable RateLimit adjacent,
        @Nullable RateLimit perRecipient,
        long perDay,
        long spendPerDay) {

    /** No limit at all. */
    public static final LimitRules NONE = new LimitRules(Set.of(), Set.of(), null, null, 0, 0);

    /** Numbers that the account may remember of one group: a limit of more would cost too much a message. */
    public static final int COUNT_MAX = 1_000;

    public LimitRules {
        countries = Set.copyOf(countries);
        senders = Set.copyOf(senders);
    }

    /** Whether anything is counted by the day. */
    boolean countsDays() {
        return perDay > 0 || spendPerDay > 0;
    }

    boolean allowsSender(String sender) {
        if (senders.isEmpty() || senders.contains(sender)) {
            return true;
        }
        for (String allowed : senders) {
            int star = allowed.length() - 1;
            if (allowed.endsWith("*") && sender.regionMatches(0, allowed, 0, star)) {
                return true;
            }
        }
        return false;
    }
}
