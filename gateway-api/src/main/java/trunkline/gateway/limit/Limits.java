package trunkline.gateway.limit;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;

/**
 * Asked before a message is kept. Where nothing is limited and nobody paused it costs two reads. Thread-safe; the counts of one
 * account are behind a lock of its own.
 */
public final class Limits {

    private static final int MICROS_DIGITS = 6;
    private static final int DIGITS_MAX = 12;
    private static final String GATEWAY = "gateway";

    private record InForce(LimitPlan plan, PriceList prices, boolean none) {}

    private record Sent(long messages, long cost) {}

    private final Function<PhoneNumber, @Nullable String> country;
    private final LongSupplier nowMicros;
    private final Pauses pauses;
    /** As many as have sent since the start. */
    private final Map<Long, AccountLimits> accounts = new ConcurrentHashMap<>();
    /** What was sent on {@link #beforeDay} by an earlier process, until the account asks: its name is not known before. */
    private volatile Map<Long, Sent> before = Map.of();

    private volatile long beforeDay;
    private volatile InForce inForce;

    /**
     * The limits of {@code plan}.
     *
     * @param country of a number, two letters, or null
     * @param nowMicros the time, microseconds since 1970 in UTC
     */
    public Limits(
            LimitPlan plan,
            PauseStore pauses,
            Function<PhoneNumber, @Nullable String> country,
            LongSupplier nowMicros) {
        this.inForce = inForce(plan);
        this.pauses = new Pauses(pauses, this::forgive);
        this.country = country;
        this.nowMicros = nowMicros;
    }

    private static InForce inForce(LimitPlan plan) {
        return new InForce(plan, new PriceList(plan.prices()), plan.isNone());
    }

    /** Who is paused. */
    public Pauses pauses() {
        return pauses;
    }

    /** Takes up other limits. What an account has sent in this day counts on; what it has sent lately is forgotten. */
    public void replace(LimitPlan plan, List<DayUse> sentToday) {
        inForce = inForce(plan);
        accounts.clear();
        sentBefore(sentToday);
    }

    /** What was sent since the day began, UTC. */
    public void sentBefore(List<DayUse> sentToday) {
        Map<Long, Sent> sent = new HashMap<>();
        for (DayUse use : sentToday) {
            sent.merge(
                    use.account(),
                    new Sent(use.messages(), cost(use)),
                    (a, b) -> new Sent(a.messages() + b.messages(), a.cost() + b.cost()));
        }
        beforeDay = day();
        before = Map.copyOf(sent);
    }

    private long day() {
        return TimeUnit.MILLISECONDS.toDays(nowMillis());
    }

    private long cost(DayUse use) {
        PriceList prices = inForce.prices();
        return use.voice()
                ? prices.of(use.numbers(), 0, true) * use.messages()
                : prices.of(use.numbers(), Math.toIntExact(use.segments()), false);
    }

    /**
     * Why {@code account} may not send this message; null if it may, and then it is counted.
     *
     * @param segments of an SMS
     */
    public @Nullable Breach check(Account account, String from, PhoneNumber to, int segments, boolean voice) {
        String reason = pauses.reason(account.id());
        if (reason != null) {
            return paused(reason);
        }
        InForce now = inForce;
        if (now.none()) {
            return null;
        }
        AccountLimits limits = of(account, now.plan());
        Breach breach = fixed(limits.rules(), from, to, voice);
        if (breach != null) {
            return breach;
        }
        long cost = now.prices().of(to.e164(), segments, voice);
        breach = limits.take(to, cost, nowMillis());
        if (breach != null && breach.limit() == Breach.Limit.PAUSED) {
            var unused = pauses.pause(account.id(), breach.detail(), GATEWAY);
            return paused(breach.detail());
        }
        return breach;
    }

    private AccountLimits of(Account account, LimitPlan plan) {
        AccountLimits known = accounts.get(account.id());
        return known != null
                ? known
                : accounts.computeIfAbsent(account.id(), id -> {
                    AccountLimits made = new AccountLimits(plan.of(account.name()));
                    Sent sent = before.get(id);
                    if (sent != null && beforeDay == day()) {
                        made.sentBefore(sent.messages(), sent.cost(), nowMillis());
                    }
                    return made;
                });
    }

    private static Breach paused(String reason) {
        return new Breach(
                Breach.Limit.PAUSED,
                "the account is paused: " + reason + "; an operator of the gateway can resume it",
                0);
    }

    /** Whether requests of an account may come from this address; null for one that is not known. */
    public boolean allowsClient(Account account, @Nullable InetAddress address) {
        InForce now = inForce;
        return now.none() || now.plan().of(account.name()).allowsClient(address);
    }

    private @Nullable Breach fixed(LimitRules rules, String from, PhoneNumber to, boolean voice) {
        if (!rules.allowsSender(from)) {
            return new Breach(Breach.Limit.SENDER, "the account may not send as " + from, 0);
        }
        if (!rules.recipients().allow(to.e164(), voice)) {
            return new Breach(
                    Breach.Limit.RECIPIENT,
                    "the account may not " + (voice ? "call " : "send SMS to ") + to.e164()
                            + ": it is not on the list of numbers that the account may",
                    0);
        }
        if (rules.countries().isEmpty()) {
            return null;
        }
        String its = country.apply(to);
        return its != null && rules.countries().contains(its)
                ? null
                : new Breach(
                        Breach.Limit.COUNTRY,
                        "the account may not send to " + (its == null ? "numbers of no country" : its) + ": only to "
                                + String.join(
                                        ", ",
                                        rules.countries().stream().sorted().toList()),
                        0);
    }

    /** A message that {@link #check} has counted was not kept after all. */
    public void giveBack(Account account, PhoneNumber to, int segments, boolean voice) {
        AccountLimits limits = accounts.get(account.id());
        if (limits != null) {
            limits.giveBack(inForce.prices().of(to.e164(), segments, voice), nowMillis());
        }
    }

    private void forgive(long account) {
        accounts.computeIfPresent(account, (id, limits) -> limits.forgiven(nowMillis()));
    }

    /** What a message costs, in millionths. */
    public long cost(MessageRequest request) {
        int segments = request.content() instanceof Content.Sms sms ? sms.size().segments() : 0;
        return cost(request.to(), segments, request.content() instanceof Content.Voice);
    }

    long cost(PhoneNumber to, int segments, boolean voice) {
        return inForce.prices().of(to.e164(), segments, voice);
    }

    private long nowMillis() {
        return TimeUnit.MICROSECONDS.toMillis(nowMicros.getAsLong());
    }

    /** An amount in millionths; null if that is no whole number of them, or more of them than fit. */
    public static @Nullable Long millionths(BigDecimal amount) {
        if (amount.precision() - amount.scale() > DIGITS_MAX || amount.scale() > DIGITS_MAX) {
            return null; // before it is shifted: 1e999999999 is a short text
        }
        BigDecimal whole = amount.movePointRight(MICROS_DIGITS).stripTrailingZeros();
        return whole.scale() > 0 ? null : Long.valueOf(whole.longValueExact());
    }

    /** Millionths as an amount, such as 12.5. */
    public static String amount(long millionths) {
        BigDecimal amount = BigDecimal.valueOf(millionths, MICROS_DIGITS).stripTrailingZeros();
        return amount.toPlainString();
    }
}
