package trunkline.profile;

/**
 * Something about a profile that is wrong, or that somebody should look at.
 *
 * @param file as the operator knows it
 * @param line from 1
 * @param pointer the JSON pointer of the value, {@code /smpp/flow/window}
 * @param value as it is written; empty where it is missing
 * @param rule what it does not keep to
 */
public record Finding(Severity severity, String file, int line, String pointer, String value, String rule) {

    /** Whether the profile can be used all the same. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static Finding error(String file, int line, String pointer, String value, String rule) {
        return new Finding(Severity.ERROR, file, line, pointer, value, rule);
    }

    static Finding warning(String file, int line, String pointer, String value, String rule) {
        return new Finding(Severity.WARNING, file, line, pointer, value, rule);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: file, line, key, value, rule. */
    @Override
    public String toString() {
        String what = value.isEmpty() ? "" : " is '" + value + "'";
        return file + ":" + line + ": '" + pointer + "'" + what + ": " + rule;
    }
}
