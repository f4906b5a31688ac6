package trunkline.gateway.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.RateLimit;
import trunkline.gateway.message.PhoneNumber;

/** What one account has sent lately, and in this day. Thread-safe. */
final class AccountLimits {

    /** Numbers that follow each other, and count as adjacent. */
    private static final long BLOCK = 10_000;

    private static final int BLOCK_SETS = 1_024;
    private static final int RECIPIENT_SETS = 16_384;
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final LimitRules rules;
    private final @Nullable RecentNumbers blocks;
    private final @Nullable RecentNumbers recipients;
    private long day;
    private long messages;
    private long spent;

    AccountLimits(LimitRules rules) {
        this.rules = rules;
        this.blocks = rules.adjacent() == null
                ? null
                : new RecentNumbers(rules.adjacent().windowNanos(), BLOCK_SETS);
        this.recipients = rules.perRecipient() == null
                ? null
                : new RecentNumbers(rules.perRecipient().windowNanos(), RECIPIENT_SETS);
    }

    LimitRules rules() {
        return rules;
    }

    /** What was sent in this day before, by an earlier process or under earlier rules. */
    synchronized void sentBefore(long count, long cost, long nowMillis) {
        turnTo(nowMillis);
        messages += count;
        spent += cost;
    }

    /**
     * Counts a message, or says why it must not leave; then nothing is counted.
     *
     * @param cost in millionths
     */
    synchronized @Nullable Breach take(PhoneNumber to, long cost, long nowMillis) {
        turnTo(nowMillis);
        long number = rules.adjacent() == null && rules.perRecipient() == null
                ? 0
                : Long.parseLong(to.e164(), 1, to.e164().length(), 10);
        Breach breach = breach(number, cost, nowMillis);
        if (breach != null) {
            return breach;
        }
        if (recipients != null) {
            recipients.add(number, 0, nowMillis);
        }
        if (blocks != null && !blocks.has(number / BLOCK, (int) (number % BLOCK))) {
            blocks.add(number / BLOCK, (int) (number % BLOCK), nowMillis);
        }
        messages++;
        spent += cost;
        return null;
    }

    private @Nullable Breach breach(long number, long cost, long nowMillis) {
        if (rules.perDay() > 0 && messages >= rules.perDay()) {
            return new Breach(
                    Breach.Limit.PER_DAY,
                    "the account's limit of " + rules.perDay()
                            + " messages a day is reached; the day ends at 00:00 UTC",
                    secondsOfDayLeft(nowMillis));
        }
        if (rules.spendPerDay() > 0 && spent + cost > rules.spendPerDay()) {
            return new Breach(
                    Breach.Limit.SPEND,
                    "the account's limit of " + Limits.amount(rules.spendPerDay())
                            + " a day would be exceeded: the message costs " + Limits.amount(cost) + " and "
                            + Limits.amount(spent) + " are spent; the day ends at 00:00 UTC",
                    secondsOfDayLeft(nowMillis));
        }
        Breach perRecipient = ofRecipient(number, nowMillis);
        return perRecipient != null ? perRecipient : ofBlock(number, nowMillis);
    }

    private @Nullable Breach ofRecipient(long number, long nowMillis) {
        RateLimit limit = rules.perRecipient();
        if (limit == null || recipients == null || recipients.size(number, nowMillis) < limit.requests()) {
            return null;
        }
        return new Breach(
                Breach.Limit.PER_RECIPIENT,
                "the account's limit of " + limit.requests() + " messages to one number in " + window(limit)
                        + " is reached",
                1 + TimeUnit.MILLISECONDS.toSeconds(recipients.untilOldest(number, nowMillis)));
    }

    /** Any 10,000 numbers in a row lie in two neighbouring blocks: so what is counted is a block with its busier neighbour. */
    private @Nullable Breach ofBlock(long number, long nowMillis) {
        RateLimit limit = rules.adjacent();
        if (limit == null || blocks == null) {
            return null;
        }
        long block = number / BLOCK;
        int own = blocks.size(block, nowMillis);
        if (blocks.has(block, (int) (number % BLOCK))) {
            return null;
        }
        int around = Math.max(blocks.size(block - 1, nowMillis), blocks.size(block + 1, nowMillis));
        if (own + around < limit.requests()) {
            return null;
        }
        return new Breach(
                Breach.Limit.PAUSED,
                "it wrote to " + (own + around) + " adjacent numbers around +" + block + "xxxx in " + window(limit)
                        + " and was about to write to one more: that is how SMS pumping and toll fraud look",
                0);
    }

    /** A message that was counted was not kept after all. */
    synchronized void giveBack(long cost, long nowMillis) {
        turnTo(nowMillis);
        messages = Math.max(0, messages - 1);
        spent = Math.max(0, spent - cost);
    }

    /** An operator has lifted a pause: what led to it is forgotten. */
    synchronized AccountLimits forgiven(long nowMillis) {
        turnTo(nowMillis);
        AccountLimits fresh = new AccountLimits(rules);
        fresh.sentBefore(messages, spent, nowMillis);
        return fresh;
    }

    private void turnTo(long nowMillis) {
        long now = nowMillis / DAY_MILLIS;
        if (now != day) {
            day = now;
            messages = 0;
            spent = 0;
        }
    }

    private static long secondsOfDayLeft(long nowMillis) {
        return 1 + TimeUnit.MILLISECONDS.toSeconds(DAY_MILLIS - nowMillis % DAY_MILLIS);
    }

    private static String window(RateLimit limit) {
        Duration window = Duration.ofNanos(limit.windowNanos());
        if (window.toHours() > 0) {
            return "an hour";
        }
        return window.toMinutes() > 0 ? "a minute" : "a second";
    }
}
