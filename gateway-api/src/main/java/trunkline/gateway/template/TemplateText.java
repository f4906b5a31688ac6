package trunkline.gateway.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with gaps, such as {@code Your code is {{code}}.}: a gap is the name of a variable between double braces. Single braces, and
 * double ones that close nothing, are text. What fills a gap is text too: no gap of it is filled.
 */
public final class TemplateText {

    /** Characters of a text. */
    public static final int CHARACTERS_MAX = 2_000;

    /** Different variables of a text. */
    public static final int VARIABLES_MAX = 50;

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private final String text;
    /** What stands before the first gap, its name, what stands before the next one, and so on; ends with what is behind the last. */
    private final List<String> parts;

    private TemplateText(String text, List<String> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** The rule that {@code text} breaks, or null. */
    public static @Nullable String brokenRule(String text) {
        if (text.isEmpty() || text.length() > CHARACTERS_MAX) {
            return "must be 1 to " + CHARACTERS_MAX + " characters";
        }
        int from = 0;
        for (int open; (open = text.indexOf(OPEN, from)) >= 0; ) {
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                return "has {{ at character " + (open + 1) + " and no }} behind it";
            }
            if (!NAME.matcher(text.substring(open + OPEN.length(), close)).matches()) {
                return "has between {{ and }} at character " + (open + 1)
                        + " what is no name of a variable: 1 to 32 lower-case letters, digits and '_', the first a"
                        + " letter";
            }
            from = close + CLOSE.length();
        }
        return of(text).variables().size() > VARIABLES_MAX
                ? "must have at most " + VARIABLES_MAX + " different variables"
                : null;
    }

    /** The text, which must break no rule. */
    public static TemplateText of(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int open; (open = text.indexOf(OPEN, from)) >= 0; ) {
            int close = text.indexOf(CLOSE, open);
            parts.add(text.substring(from, open));
            parts.add(text.substring(open + OPEN.length(), close));
            from = close + CLOSE.length();
        }
        parts.add(text.substring(from));
        return new TemplateText(text, parts);
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** The names of its variables, in the order of the text. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i < parts.size(); i += 2) {
            names.add(parts.get(i));
        }
        return names;
    }

    /** The text with its gaps filled. {@code values} has one for each of {@link #variables}. */
    public String filled(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            filled.append(i % 2 == 0 ? parts.get(i) : values.get(parts.get(i)));
        }
        return filled.toString();
    }
}
