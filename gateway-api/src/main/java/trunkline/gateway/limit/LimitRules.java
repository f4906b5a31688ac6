package trunkline.gateway.limit;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
 * @param recipients to whom
 * @param clients where its requests may come from
 */
public record LimitRules(
        Set<String> countries,
        Set<String> senders,
        @Nullable RateLimit adjacent,
        @Nullable RateLimit perRecipient,
        long perDay,
        long spendPerDay,
        Recipients recipients,
        List<? extends Predicate<InetAddress>> clients) {

    /**
     * Numbers in E.164 form that an account may write to or call; a star at the end stands for all that begin so.
     *
     * @param sms for SMS; empty for all
     * @param voice for voice messages; empty for all
     */
    public record Recipients(Set<String> sms, Set<String> voice) {

        /** All numbers. */
        public static final Recipients ALL = new Recipients(Set.of(), Set.of());

        public Recipients {
            sms = Set.copyOf(sms);
            voice = Set.copyOf(voice);
        }

        boolean allow(String number, boolean isVoice) {
            return allows(isVoice ? voice : sms, number);
        }
    }

    /** No limit at all. */
    public static final LimitRules NONE = new LimitRules(Set.of(), Set.of(), null, null, 0, 0);

    /** To any number, from anywhere. */
    public LimitRules(
            Set<String> countries,
            Set<String> senders,
            @Nullable RateLimit adjacent,
            @Nullable RateLimit perRecipient,
            long perDay,
            long spendPerDay) {
        this(countries, senders, adjacent, perRecipient, perDay, spendPerDay, Recipients.ALL, List.of());
    }

    /** Numbers that the account may remember of one group: a limit of more would cost too much a message. */
    public static final int COUNT_MAX = 1_000;

    public LimitRules {
        countries = Set.copyOf(countries);
        senders = Set.copyOf(senders);
        clients = List.copyOf(clients);
    }

    /** Whether anything is counted by the day. */
    boolean countsDays() {
        return perDay > 0 || spendPerDay > 0;
    }

    boolean allowsSender(String sender) {
        return allows(senders, sender);
    }

    private static boolean allows(Set<String> list, String value) {
        if (list.isEmpty() || list.contains(value)) {
            return true;
        }
        for (String allowed : list) {
            int star = allowed.length() - 1;
            if (allowed.endsWith("*") && value.regionMatches(0, allowed, 0, star)) {
                return true;
            }
        }
        return false;
    }

    boolean allowsClient(@Nullable InetAddress address) {
        return clients.isEmpty() || (address != null && clients.stream().anyMatch(network -> network.test(address)));
    }
}
