/**
 * YAML files as values that know their lines, so that whatever is wrong with one can be shown where it stands.
 *
 * <p>{@link trunkline.profile.yaml.YamlReader} reads a file and bounds what it may cost. SnakeYAML stays inside.
 */
@NullMarked
package trunkline.profile.yaml;

import org.jspecify.annotations.NullMarked;
