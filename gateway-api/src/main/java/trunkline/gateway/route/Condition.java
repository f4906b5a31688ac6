package trunkline.gateway.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a row of the table asks of a message. */
public sealed interface Condition
        permits Condition.Prefix,
                Condition.Matching,
                Condition.Country,
                Condition.From,
                Condition.OfAccount,
                Condition.OfClass,
                Hours {

    /** Why a message does not meet it, in words; null if it does. */
    @Nullable
    String whyNot(RouteQuery query, Countries countries);

    /**
     * The first digits of the recipient.
     *
     * @param prefix of the number in E.164 form, {@code +} for all numbers
     */
    record Prefix(String prefix) implements Condition {
        @Override
        public @Nullable String whyNot(RouteQuery query, Countries countries) {
            return query.to().e164().startsWith(prefix) ? null : "the number does not begin with " + prefix;
        }
    }

    /** A regular expression that the recipient matches as a whole; its matching takes time linear in the number. */
    record Matching(Pattern pattern) implements Condition {

        /** Reads one in the syntax of RE2; what is wrong with it is the message of the exception. */
        public static Matching of(String pattern) {
            try {
                return new Matching(Pattern.compile(pattern));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(e.getDescription() + ": " + e.getPattern(), e);
            }
        }

        @Override
        public @Nullable String whyNot(RouteQuery query, Countries countries) {
            return pattern.matches(query.to().e164()) ? null : "the number does not match " + pattern.pattern();
        }
    }

    /** The recipient's country is one of these, two letters each. */
    record Country(Set<String> codes) implements Condition {
        @Override
        public @Nullable String whyNot(RouteQuery query, Countries countries) {
            String country = countries.of(query.to());
            if (country == null) {
                return "the number belongs to no country";
            }
            return codes.contains(country) ? null : "the number is of " + country + ", not of " + sorted(codes);
        }
    }

    /** The sender is one of these, or begins like one that ends in {@code *}. */
    record From(List<String> senders) implements Condition {
        @Override
        public @Nullable String whyNot(RouteQuery query, Countries countries) {
            if (query.from() == null) {
                return "the sender is not given";
            }
            String from = query.from().value();
            for (String sender : senders) {
                boolean front = sender.endsWith("*");
                if (front ? from.startsWith(sender.substring(0, sender.length() - 1)) : from.equals(sender)) {
                    return null;
                }
            }
            return "the sender is none of " + String.join(", ", senders);
        }
    }

    /** The account is one of these. */
    record OfAccount(Set<String> names) implements Condition {
        @Override
        public @Nullable String whyNot(RouteQuery query, Countries countries) {
            return names.contains(query.account()) ? null : "the account is none of " + sorted(names);
        }
    }

    /** The message is one of these. */
    record OfClass(Set<MessageClass> classes) implements Condition {
        @Override
        public @Nullable String whyNot(RouteQuery query, Countries countries) {
            return classes.contains(query.type())
                    ? null
                    : "the message is " + query.type().label() + ", not "
                            + classes.stream().map(MessageClass::label).sorted().collect(Collectors.joining(", "));
        }
    }

    private static String sorted(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
