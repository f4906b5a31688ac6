package trunkline.profile.schema;

/**
 * A key that a profile may have.
 *
 * @param pointer the JSON pointer to it; {@code *} stands for any name
 * @param values what it may be
 * @param description what it says, a sentence; empty where its name says it all
 */
public record Field(String pointer, String values, String description) {}
