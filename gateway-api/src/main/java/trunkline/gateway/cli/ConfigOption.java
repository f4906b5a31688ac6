package trunkline.gateway.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.profile.ProfileCatalog;

/** {@code -c}: which configuration a command works with. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "gateway.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("gateway.yaml");

    ConfigFile load() throws InvalidConfigException {
        return ConfigFile.load(file, ProfileCatalog.shipped());
    }
}
