package trunkline.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.profile.ProfileCatalog;

/** {@code -c}: which configuration a command works with. */
final class ConfigOption {

    private static final Path USUAL = Path.of("gateway.yaml");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "gateway.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path file = USUAL;

    /** The configuration; null if none was named and there is none where it usually lies. */
    @Nullable
    ConfigFile loadIfThere() throws InvalidConfigException {
        return !file.equals(USUAL) || Files.exists(file) ? load() : null;
    }

    /** The profiles that are shipped, and those of the configuration. */
    ProfileCatalog profiles() throws InvalidConfigException {
        ConfigFile config = loadIfThere();
        return config == null ? ProfileCatalog.shipped() : config.catalog();
    }

    ConfigFile load() throws InvalidConfigException {
        return ConfigFile.load(file, ProfileCatalog.shipped());
    }
}
