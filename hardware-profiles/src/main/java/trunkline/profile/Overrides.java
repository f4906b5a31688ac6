package trunkline.profile;

import trunkline.profile.yaml.YamlValue;

/**
 * Values that stand before those of a profile, written where it is used, under the same keys.
 *
 * @param file where they are written
 */
public record Overrides(String file, YamlValue.Mapping values) {

    /** None. */
    public static final Overrides NONE = new Overrides("", YamlValue.Mapping.EMPTY);
}
