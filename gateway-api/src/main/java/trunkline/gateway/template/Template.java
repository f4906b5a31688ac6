package trunkline.gateway.template;

import java.util.regex.Pattern;

/**
 * A text with gaps, under a name that is its account's own.
 *
 * @param createdAtMicros microseconds since 1970 in UTC
 * @param updatedAtMicros when its text came
 */
public record Template(String name, TemplateText text, long createdAtMicros, long updatedAtMicros) {

    /** Rule of {@link #isName}. */
    public static final String NAME_RULE =
            "must be 1 to 64 lower-case letters, digits, '.', '-' and '_', the first a letter or digit";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Whether a template may have this name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
