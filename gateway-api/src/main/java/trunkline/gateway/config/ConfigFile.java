package trunkline.gateway.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import trunkline.profile.EffectiveProfile;
import trunkline.profile.Finding;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.yaml.BadYamlException;
import trunkline.profile.yaml.YamlReader;
import trunkline.profile.yaml.YamlValue;

/**
 * A configuration file that was read and found right.
 *
 * @param config its values
 * @param settings each value in force, and where it came from
 * @param directory where its relative paths begin
 * @param catalog the profiles that are shipped and the operator's own
 * @param ways what holds for each SMSC and trunk, by name
 */
public record ConfigFile(
        GatewayConfig config,
        List<Setting> settings,
        Path directory,
        ProfileCatalog catalog,
        Map<String, EffectiveProfile> ways) {

    /** What somebody should look at, in the profiles and in what holds for each SMSC and trunk. */
    public List<Finding> lint() {
        return Stream.concat(
                        catalog.lint().stream(),
                        ways.values().stream().flatMap(way -> ProfileCatalog.lint(way).stream()))
                .distinct()
                .toList();
    }

    /** Reads a file; all that is wrong with it is in the exception. */
    public static ConfigFile load(Path file, ProfileCatalog profiles) throws InvalidConfigException {
        Path directory = file.toAbsolutePath().getParent();
        String name = String.valueOf(file.getFileName());
        try {
            return read(name, YamlReader.read(name, file), directory == null ? Path.of("") : directory, profiles);
        } catch (BadYamlException e) {
            throw new InvalidConfigException(List.of(e.problem()));
        } catch (IOException e) {
            throw new InvalidConfigException(List.of(file + " cannot be read: " + e));
        }
    }

    /**
     * Reads a text.
     *
     * @param name how errors and origins call it
     * @param directory where relative paths begin
     */
    public static ConfigFile parse(String name, String text, Path directory, ProfileCatalog profiles)
            throws InvalidConfigException {
        try {
            return read(name, YamlReader.read(name, text), directory, profiles);
        } catch (BadYamlException e) {
            throw new InvalidConfigException(List.of(e.problem()));
        }
    }

    private static ConfigFile read(String name, YamlValue.Mapping file, Path directory, ProfileCatalog profiles)
            throws InvalidConfigException {
        Reading reading = new Reading(name);
        Section root = new Section(reading, "", file);
        ProfileCatalog catalog = SiteProfiles.read(root.section("profiles"), directory, profiles);
        GatewayConfig config = GatewayConfig.read(root, catalog, new Secrets(directory));
        reading.check();
        return new ConfigFile(config, reading.settings(), directory, catalog, reading.profiles());
    }
}
