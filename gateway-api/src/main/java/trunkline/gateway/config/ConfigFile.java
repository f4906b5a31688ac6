package trunkline.gateway.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import trunkline.profile.ProfileCatalog;

/**
 * A configuration file that was read and found right.
 *
 * @param config its values
 * @param settings each value in force, and where it came from
 * @param directory where its relative paths begin
 */
public record ConfigFile(GatewayConfig config, List<Setting> settings, Path directory) {

    private static final int OCTETS_MAX = 1 << 20;
    private static final int ALIASES_MAX = 50;
    private static final int DEPTH_MAX = 20;

    /** Reads a file; all that is wrong with it is in the exception. */
    public static ConfigFile load(Path file, ProfileCatalog profiles) throws InvalidConfigException {
        Path directory = file.toAbsolutePath().getParent();
        try {
            return parse(
                    String.valueOf(file.getFileName()),
                    Files.readString(file, StandardCharsets.UTF_8),
                    directory == null ? Path.of("") : directory,
                    profiles);
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
        Reading reading = new Reading(name);
        Section root = new Section(reading, "", compose(name, text));
        GatewayConfig config = GatewayConfig.read(root, profiles, new Secrets(directory));
        reading.check();
        return new ConfigFile(config, reading.settings(), directory);
    }

    private static YamlValue.Mapping compose(String name, String text) throws InvalidConfigException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(OCTETS_MAX);
        options.setMaxAliasesForCollections(ALIASES_MAX);
        options.setNestingDepthLimit(DEPTH_MAX);
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                return YamlValue.Mapping.EMPTY;
            }
            if (YamlValue.of(node) instanceof YamlValue.Mapping mapping) {
                return mapping;
            }
            throw new InvalidConfigException(List.of(name + ": must be a mapping of keys to values"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidConfigException(List.of(name + ":" + line + ": is not valid YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            throw new InvalidConfigException(List.of(name + ": is not valid YAML: " + e.getMessage()));
        }
    }
}
