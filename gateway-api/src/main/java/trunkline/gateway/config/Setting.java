package trunkline.gateway.config;

/**
 * A value that is in force.
 *
 * @param key its path, {@code smsc[carrier-a].window}
 * @param value as it would be written; a secret is not shown
 * @param origin the file and line, the profile, or {@code default}
 */
public record Setting(String key, String value, String origin) {}
