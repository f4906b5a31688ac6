package trunkline.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import trunkline.gateway.inbound.InboundRules.Replies;
import trunkline.gateway.inbound.KeywordRule;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.inbound.OptWords;
import trunkline.gateway.inbound.OwnNumbers.Own;

/**
 * The sections {@code inbound}, {@code numbers} and {@code keywords}: messages from phones.
 *
 * @param incompleteAfter how long parts of a long message wait for the others
 * @param repeatsWithin how long a delivery is known again that an SMSC offers twice
 * @param ownWords that stop, start and help beside those of the main languages
 * @param replies what is answered by itself
 * @param numbers those that messages are sent to, and whose they are
 */
public record InboundConfig(
        Duration incompleteAfter,
        Duration repeatsWithin,
        Map<OptWords.Kind, List<String>> ownWords,
        Replies replies,
        List<Own> numbers) {

    private static final Duration INCOMPLETE_AFTER = Duration.ofHours(24);
    private static final Duration REPEATS_WITHIN = Duration.ofHours(1);
    private static final String KEYWORD_RULE = "must be the word that messages begin with, or * for any message";
    private static final String NUMBER_RULE =
            "must be a number, a short code or a name as SMSCs write it as destination;"
                    + " with * at its end for all that begin so, * alone for all";

    private static final int REPLIES_PER_HOUR = 5;
    private static final int REPLIES_MAX = 1_000;

    static InboundConfig read(Section section, List<Section> numbers, List<Section> keywords) {
        InboundConfig config = new InboundConfig(
                section.duration("incomplete-after", INCOMPLETE_AFTER),
                section.duration("repeats-within", REPEATS_WITHIN),
                Map.of(
                        OptWords.Kind.STOP, words(section, "stop-words"),
                        OptWords.Kind.START, words(section, "start-words"),
                        OptWords.Kind.HELP, words(section, "help-words")),
                new Replies(
                        section.text("stop-reply", ""),
                        section.text("start-reply", ""),
                        section.text("help-reply", ""),
                        keywords(keywords),
                        section.integer("replies-per-hour", REPLIES_PER_HOUR, 0, REPLIES_MAX)),
                numbers(numbers));
        section.end();
        return config;
    }

    private static List<String> words(Section section, String key) {
        List<String> words = section.texts(key);
        if (!words.stream().allMatch(OptWords::isWord)) {
            section.wrong(key, "must be words: each with a letter or a digit");
        }
        return words;
    }

    private static List<KeywordRule> keywords(List<Section> sections) {
        List<KeywordRule> rules = new ArrayList<>();
        for (Section section : sections) {
            String number = section.text("number", "*");
            checkNumber(section, number);
            String keyword = section.required("keyword", KEYWORD_RULE);
            if (!keyword.isEmpty() && !keyword.equals(KeywordRule.ANY) && !OptWords.isWord(keyword)) {
                section.wrong("keyword", KEYWORD_RULE);
            }
            rules.add(
                    new KeywordRule(number, keyword, section.required("reply", "must be the text that is sent back")));
            section.end();
        }
        return List.copyOf(rules);
    }

    private static boolean checkNumber(Section section, String number) {
        boolean right = number.indexOf('*') < 0 || number.indexOf('*') == number.length() - 1;
        if (!right) {
            section.wrong("number", NUMBER_RULE);
        }
        return right;
    }

    private static List<Own> numbers(List<Section> sections) {
        List<Own> numbers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Section section : sections) {
            String number = section.required("number", NUMBER_RULE);
            if (checkNumber(section, number) && !seen.add(NumberKey.of(number))) {
                section.wrong("number", "is there twice");
            }
            numbers.add(new Own(
                    number, section.required("account", "must be the name of an account"), section.texts("senders")));
            section.end();
        }
        return List.copyOf(numbers);
    }
}
