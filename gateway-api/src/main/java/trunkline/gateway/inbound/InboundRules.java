package trunkline.gateway.inbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.BodyKeeping;

/** What follows from messages. Immutable; called on the writer's thread. */
public final class InboundRules {

    /**
     * What is answered by itself.
     *
     * @param stop to a word that stops messages; empty for nothing
     * @param start to one that asks for them again; empty for nothing
     * @param help to one that asks for help; empty for nothing
     * @param keywords to other messages, the first rule that matches
     * @param perHour replies that one phone gets in an hour; 0 for none
     */
    public record Replies(String stop, String start, String help, List<KeywordRule> keywords, int perHour) {

        /** Nothing is answered. */
        public static final Replies NONE = new Replies("", "", "", List.of(), 0);
    }

    private record Rule(OwnNumbers.Own number, String keyword, String reply) {}

    private final OwnNumbers numbers;
    private final long repeatsWithinMicros;
    private final OptWords words;
    private final Replies replies;
    private final List<Rule> keywords;
    private final BodyKeeping bodies;

    /**
     * @param repeatsWithin how long a delivery is known again
     * @param bodies whether texts stay in the store
     */
    public InboundRules(
            OwnNumbers numbers, Duration repeatsWithin, OptWords words, Replies replies, BodyKeeping bodies) {
        this.numbers = numbers;
        this.bodies = bodies;
        this.repeatsWithinMicros = TimeUnit.NANOSECONDS.toMicros(repeatsWithin.toNanos());
        this.words = words;
        this.replies = replies;
        this.keywords = replies.keywords().stream()
                .map(rule -> new Rule(
                        new OwnNumbers.Own(rule.number(), "", List.of()),
                        rule.keyword().equals(KeywordRule.ANY) ? "" : PlainWords.of(rule.keyword()),
                        rule.reply()))
                .toList();
    }

    public long repeatsWithinMicros() {
        return repeatsWithinMicros;
    }

    /** Replies that one phone gets in an hour. */
    public int repliesPerHour() {
        return replies.perHour();
    }

    /** The name of the account that a number belongs to; null if it is nobody's. */
    public @Nullable String ownerOf(String number) {
        OwnNumbers.Own own = numbers.of(number);
        return own == null ? null : own.account();
    }

    /** Whether texts of messages to {@code number} are to be dropped. */
    public boolean dropsBodiesTo(String number) {
        String owner = ownerOf(number);
        return bodies.drops(owner == null ? "" : owner);
    }

    /** Whether messages from {@code number} come from one of our own, which must not be answered: it might answer too. */
    public boolean isOwn(String number) {
        OwnNumbers.Own own = numbers.of(number);
        return own != null && !own.isPrefix();
    }

    /** What follows from a message of a phone to {@code to}. */
    public InboundReaction react(String to, InboundContent content) {
        if (content.binary()) {
            return InboundReaction.NONE;
        }
        OptWords.Kind kind = words.kindOf(content.text());
        if (kind == null) {
            return keyword(to, content.text());
        }
        return switch (kind) {
            case STOP -> new InboundReaction(InboundReaction.OPT_OUT, senders(to), reply(replies.stop()));
            case START -> new InboundReaction(InboundReaction.OPT_IN, senders(to), reply(replies.start()));
            case HELP -> new InboundReaction(InboundReaction.HELP, List.of(), reply(replies.help()));
        };
    }

    private static @Nullable String reply(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The number itself, and what else its entry covers. */
    private List<String> senders(String number) {
        List<String> senders = new ArrayList<>(List.of(number));
        OwnNumbers.Own own = numbers.of(number);
        if (own != null) {
            senders.addAll(own.senders());
        }
        return senders;
    }

    private InboundReaction keyword(String to, String text) {
        if (keywords.isEmpty()) {
            return InboundReaction.NONE;
        }
        String plain = PlainWords.of(text);
        for (Rule rule : keywords) {
            boolean begins = plain.equals(rule.keyword()) || plain.startsWith(rule.keyword() + " ");
            if (rule.number().covers(to) && (rule.keyword().isEmpty() || begins)) {
                return new InboundReaction(InboundReaction.KEYWORD, List.of(), rule.reply());
            }
        }
        return InboundReaction.NONE;
    }
}
