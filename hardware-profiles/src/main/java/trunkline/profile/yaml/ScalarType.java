package trunkline.profile.yaml;

import java.util.regex.Pattern;

/**
 * What a scalar stands for: what YAML 1.2.2 §10.3.2 (core schema) says, but for numbers with zeros in front, which YAML
 * 1.1 takes for octal and YAML 1.2 for decimal, and which are texts here. So are {@code yes}, {@code no} and dates.
 */
public enum ScalarType {
    TEXT,
    INTEGER,
    DECIMAL,
    FLAG,
    NOTHING;

    private static final Pattern INTEGERS = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})|0x[0-9a-fA-F]{1,15}");
    private static final Pattern DECIMALS =
            Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})\\.[0-9]{1,17}([eE][-+]?[0-9]{1,2})?");
    private static final Pattern FLAGS = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NOTHINGS = Pattern.compile("|~|null|Null|NULL");

    /** The type of a scalar without quotes. */
    static ScalarType ofPlain(String text) {
        if (INTEGERS.matcher(text).matches()) {
            return INTEGER;
        }
        if (DECIMALS.matcher(text).matches()) {
            return DECIMAL;
        }
        if (FLAGS.matcher(text).matches()) {
            return FLAG;
        }
        return NOTHINGS.matcher(text).matches() ? NOTHING : TEXT;
    }
}
