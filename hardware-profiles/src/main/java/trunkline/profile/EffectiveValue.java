package trunkline.profile;

import java.util.List;

/**
 * A value that holds, and where it is from.
 *
 * @param pointer its JSON pointer
 * @param value as it would be written
 * @param profile id of the profile that says so; empty for an override
 * @param file where it is written
 * @param line from 1
 * @param sources where it was found, or {@code unverified}; the operator's word for an override
 */
public record EffectiveValue(
        String pointer, String value, String profile, String file, int line, List<String> sources) {

    /** {@code vonage.yaml:9}. */
    public String origin() {
        return file + ":" + line;
    }
}
