package trunkline.gateway.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.RateLimit;
import trunkline.gateway.limit.LimitPlan;
import trunkline.gateway.limit.LimitRules;
import trunkline.gateway.limit.Price;
import trunkline.gateway.message.Sender;

/** The section {@code limits}. */
final class LimitsConfig {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String PRICE_RULE = "must be 0 to 1000, with up to six decimals";
    private static final String CLIENTS = "clients";
    /** In place of a number: none is allowed, unless others stand beside it. */
    private static final String NOBODY = "none";

    private static final String RECIPIENT = "\\+[1-9][0-9]{0,14}\\*|\\+[1-9][0-9]{6,14}|\\+\\*|" + NOBODY;
    private static final int PRICE_MAX = 1_000;
    private static final int PER_DAY_MAX = 1_000_000_000;
    private static final double SPEND_MAX = 1_000_000_000;
    private static final String RATE_RULE =
            "must be up to " + LimitRules.COUNT_MAX + " in a second, minute or hour, such as" + " 50/h, or off";

    private LimitsConfig() {}

    static LimitPlan read(Section section) {
        String home = section.read(
                "home-country",
                "must be a country in two letters, such as SE",
                Section.Fallback.ofDefault(""),
                text -> text.isEmpty() || COUNTRIES.contains(text) ? text : null);
        LimitRules all = rules(section, home, null);
        Map<String, LimitRules> accounts = new HashMap<>();
        for (Section account : section.sections("accounts")) {
            String name = account.required("name", "must be the name of an account");
            if (accounts.put(name, rules(account, home, all)) != null) {
                account.wrong("name", "is there twice");
            }
            account.end();
        }
        LimitPlan plan = new LimitPlan(all, accounts, prices(section));
        section.end();
        return plan;
    }

    /**
     * The rules of a section.
     *
     * @param otherwise what holds for keys that are not there; null for no limit
     */
    private static LimitRules rules(Section section, String home, @Nullable LimitRules otherwise) {
        LimitRules rest = otherwise == null ? LimitRules.NONE : otherwise;
        return new LimitRules(
                countries(section, home, otherwise),
                section.has("senders") || otherwise == null ? senders(section) : rest.senders(),
                OrOff.read(section, "adjacent-numbers", RATE_RULE, rest.adjacent(), LimitsConfig::rate),
                OrOff.read(section, "per-recipient", RATE_RULE, rest.perRecipient(), LimitsConfig::rate),
                perDay(section, rest.perDay()),
                spend(section, rest.spendPerDay()),
                new LimitRules.Recipients(
                        recipients(section, "sms-to", rest.recipients().sms(), otherwise == null),
                        recipients(section, "voice-to", rest.recipients().voice(), otherwise == null)),
                section.has(CLIENTS) || otherwise == null ? Network.list(section, CLIENTS) : rest.clients());
    }

    private static Set<String> recipients(Section section, String key, Set<String> rest, boolean isForAll) {
        if (!isForAll && !section.has(key)) {
            return rest;
        }
        List<String> numbers = section.texts(key);
        for (String number : numbers) {
            if (!number.matches(RECIPIENT)) {
                section.wrong(
                        key,
                        "must be numbers such as +46701234567; with * at the end, such as +4670*, all that begin so; or "
                                + NOBODY);
                break;
            }
        }
        return Set.copyOf(numbers);
    }

    private static Set<String> countries(Section section, String home, @Nullable LimitRules otherwise) {
        if (otherwise != null && !section.has("countries")) {
            return otherwise.countries();
        }
        Set<String> countries = new HashSet<>(section.texts("countries"));
        if (!COUNTRIES.containsAll(countries)) {
            section.wrong("countries", "must be countries in two letters, such as [SE, NO]");
        }
        if (!home.isEmpty()) {
            countries.add(home);
        }
        return countries;
    }

    private static Set<String> senders(Section section) {
        List<String> senders = section.texts("senders");
        for (String sender : senders) {
            boolean begins = sender.endsWith("*") && sender.indexOf('*') == sender.length() - 1;
            if (!begins && Sender.brokenRule(sender) != null) {
                section.wrong("senders", "must be senders as recipients see them; with * at the end all that begin so");
                break;
            }
        }
        return Set.copyOf(senders);
    }

    private static @Nullable RateLimit rate(String text) {
        RateLimit rate = Values.rateLimit(text);
        return rate == null || rate.requests() > LimitRules.COUNT_MAX ? null : rate;
    }

    private static long perDay(Section section, long fallback) {
        Integer perDay = OrOff.read(
                section,
                "per-day",
                "must be 1 to " + PER_DAY_MAX + " messages, or off",
                fallback == 0 ? null : Integer.valueOf((int) fallback),
                text -> Values.integer(text, 1, PER_DAY_MAX));
        return perDay == null ? 0 : perDay;
    }

    private static long spend(Section section, long fallback) {
        BigDecimal spend = OrOff.read(
                section,
                "spend-per-day",
                "must be an amount above 0, with up to six decimals, or off",
                fallback == 0 ? null : new BigDecimal(fallback).movePointLeft(6),
                text -> {
                    BigDecimal amount = Values.number(text, 0, SPEND_MAX);
                    return amount == null || amount.signum() == 0 ? null : amount;
                });
        return spend == null ? 0 : millionths(spend);
    }

    private static long millionths(BigDecimal amount) {
        return amount.movePointRight(6).longValueExact();
    }

    private static List<Price> prices(Section section) {
        List<Price> prices = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Section price : section.sections("prices")) {
            String to = price.required("to", "must be + and up to " + Price.DIGITS_MAX + " digits");
            if (!to.matches("\\+[0-9]{0," + Price.DIGITS_MAX + "}")) {
                price.wrong("to", "must be + and up to " + Price.DIGITS_MAX + " digits");
                to = "+";
            } else if (!seen.add(to)) {
                price.wrong("to", "is there twice");
            }
            prices.add(new Price(to, price(price, "sms"), price(price, "voice")));
            price.end();
        }
        return prices;
    }

    private static long price(Section section, String key) {
        return millionths(section.read(
                key,
                PRICE_RULE,
                Section.Fallback.ofDefault(BigDecimal.ZERO),
                text -> Values.number(text, 0, PRICE_MAX)));
    }
}
