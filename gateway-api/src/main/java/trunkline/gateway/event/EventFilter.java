package trunkline.gateway.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants.
 *
 * @param patterns names of events, {@code sms.*} for all of a family, {@code *} for all there are; at least one
 */
public record EventFilter(List<String> patterns) {

    /** Everything. */
    public static final EventFilter ALL = new EventFilter(List.of("*"));

    /** More than there are events would name some twice. */
    public static final int PATTERNS_MAX = 50;

    private static final String ANY = "*";
    private static final String ANY_OF_FAMILY = ".*";

    public EventFilter {
        patterns = List.copyOf(patterns);
    }

    /** The rule that {@code pattern} breaks, or null if there are events it can match. */
    public static @Nullable String brokenRule(String pattern) {
        if (pattern.equals(ANY) || EventKinds.all().contains(pattern)) {
            return null;
        }
        if (pattern.endsWith(ANY_OF_FAMILY)
                && EventKinds.families().contains(pattern.substring(0, pattern.length() - ANY_OF_FAMILY.length()))) {
            return null;
        }
        return "must be *, a family such as sms.*, or one of " + String.join(", ", EventKinds.all());
    }

    /** Whether an event of this kind is wanted. */
    public boolean matches(String kind) {
        for (String pattern : patterns) {
            if (pattern.equals(ANY) || pattern.equals(kind) || isFamilyOf(pattern, kind)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFamilyOf(String pattern, String kind) {
        int dot = pattern.length() - 1;
        return pattern.endsWith(ANY_OF_FAMILY) && kind.regionMatches(0, pattern, 0, dot) && kind.length() > dot;
    }
}
