package trunkline.profile.schema;

/**
 * A value that the schema does not allow.
 *
 * @param pointer the JSON pointer to it
 * @param rule what it does not keep to, to stand behind the value
 */
public record Violation(String pointer, String rule) {}
